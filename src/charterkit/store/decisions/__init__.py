"""What the meeting decides, each as one commit: the record, the text that it changes, the trailers."""
