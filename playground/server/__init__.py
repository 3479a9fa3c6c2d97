"""A Discord on 127.0.0.1: its gateway, its REST routes, and the page people play on."""
