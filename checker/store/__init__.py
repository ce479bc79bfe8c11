"""What the product remembers: the verbs in base.py, one module for each way to keep it."""
