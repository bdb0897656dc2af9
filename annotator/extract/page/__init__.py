"""What belongs to the page around an article: boilerplate, headline, dateline, fields."""
