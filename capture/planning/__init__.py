"""What is owed, worked out from what a person asks for and what the archive holds."""
