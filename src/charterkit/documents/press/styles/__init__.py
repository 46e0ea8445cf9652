"""Style sheets read and matched with less."""
