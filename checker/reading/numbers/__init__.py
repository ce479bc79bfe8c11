"""Numbers as news writes them, with their hedges."""
