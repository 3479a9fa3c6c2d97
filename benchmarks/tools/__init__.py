"""A benchmark of tool creation: players' sentences, and what must then be true in a world."""
