"""What the product remembers: the verbs in base/, one module for each way to keep it."""
