"""Frozen value types, standard library only; everything else in the product is built of these."""
