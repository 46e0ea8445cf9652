"""What documents say of themselves, in every language: labels, sentences, names, numbers and dates."""
