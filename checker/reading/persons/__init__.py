"""Persons by every spelling, and named bodies."""
