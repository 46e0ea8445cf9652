"""What participants say: files that are written for them, read from anywhere, checked and lodged."""
