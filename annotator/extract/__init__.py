"""From text to proposals; pure functions over text."""
