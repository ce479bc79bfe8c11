"""YAML rule files as facts and rules, with the place of every key for error messages."""
