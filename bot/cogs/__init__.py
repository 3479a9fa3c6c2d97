"""Discord: thin commands over the game; see `README.md`."""
