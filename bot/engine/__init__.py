"""The game: worlds, what may be done in them, and how they are kept."""
