"""Intake: what the sources hold, as articles."""
