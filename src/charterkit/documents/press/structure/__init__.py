"""The structure of a PDF: what each piece of a page is, for those who hear it."""
