"""What is learned from annotated articles: taggers, what links their spans, how sure they are."""
