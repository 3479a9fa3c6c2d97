"""The game in a terminal: the demo, and a look into a data folder."""
