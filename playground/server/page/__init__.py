"""The page people play on, from the server's side; `playground/PROTOCOL.md` describes it."""
