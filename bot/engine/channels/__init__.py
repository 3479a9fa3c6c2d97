"""Which channel plays which world: made, made anew, brought in, sent out, put away, ended."""
