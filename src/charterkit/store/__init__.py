"""Where records are kept: files and git. All reading, writing and running of programs happens here."""
