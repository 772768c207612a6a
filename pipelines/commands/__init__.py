"""What each command of `attache` does."""
