"""Rules as software: examples that run as tests, the schema for editors, a backtest, a file to start from."""
