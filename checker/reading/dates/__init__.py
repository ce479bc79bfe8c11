"""Dates, durations and periods, resolved against the article's own day, and which of them belongs to a figure."""
