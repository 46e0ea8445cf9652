"""What a text and its translation must have alike: figures, dates, times, references."""
