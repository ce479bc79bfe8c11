"""Who is credited with what."""
