"""What is drawn on a page, written into the PDF: glyphs, lines, and the text that they stand for."""
