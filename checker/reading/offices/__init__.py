"""Who holds which public office."""
