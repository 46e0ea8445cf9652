"""Files and folders on the disk: read without being led astray, written whole or not at all."""
