"""Views of a charter's text: clean, rolling, redline; what stands beside the words, before anything is laid out."""
