"""A document as Markdown: its blocks, its runs of words, and what is escaped in them."""
