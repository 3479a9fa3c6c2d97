"""What Discord refuses of the forms a bot sends, whatever the state."""
