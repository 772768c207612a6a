"""Troop deployment estimates: how many of whose forces are, will be or were where, who says so and who denies it."""
