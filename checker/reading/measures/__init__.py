"""Measured facts and votes: a turnout, a magnitude, shares of rivals, changes of a figure."""
