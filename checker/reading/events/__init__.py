"""Dated events: agreements, visits, quakes that struck, and who is blamed for an attack."""
