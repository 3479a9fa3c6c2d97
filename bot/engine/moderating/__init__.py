"""What moderators see of worlds and do to them."""
