"""Is the vault whole: a quick look at each unlock, a full check, and saving what can be read."""
