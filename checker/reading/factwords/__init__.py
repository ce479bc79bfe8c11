"""The words that rule files bring: what each counted and measured fact is called in a language."""
