"""What people read: the clean text, redlines, the rolling text and tables, as Markdown, HTML and PDF."""
