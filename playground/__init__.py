"""The playground: a Discord on this machine, with a page to play on and a driver for tests."""
