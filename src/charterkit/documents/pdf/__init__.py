"""PDFs: made by a press that runs apart, and read back."""
