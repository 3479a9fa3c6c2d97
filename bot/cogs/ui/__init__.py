"""How things look in Discord: pure functions from the game to pages, embeds and dialogs."""
