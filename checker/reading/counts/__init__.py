"""Counted facts: which number counts people in which fact."""
