"""Words, rows of words, and lemmas: what every grammar runs on."""
