"""What a person types or pastes, read as provisions and as changes of them."""
