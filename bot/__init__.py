"""The Orb of Ingenuity: an adventure whose game logic a language model writes while it runs."""
