"""From a player's sentence to a tool: drafts, trials on a copy, judgement, the tools that came."""
