"""The corpus: articles in inline markup that a person can read and edit, and what they say."""
