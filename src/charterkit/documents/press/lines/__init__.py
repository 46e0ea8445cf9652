"""Lines of text: filled, justified, numbered, and told apart for those who do not see them."""
