"""Files other people wrote: recipes, scripts and saved worlds, read and checked."""
