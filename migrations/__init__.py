"""How the database's schema came to be what it is, a revision at a time."""
