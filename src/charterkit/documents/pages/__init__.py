"""Templates, and the HTML that is made of them: for a screen, and for the press."""
