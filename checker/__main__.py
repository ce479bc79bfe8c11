"""`python -m checker` is `discrepa`."""

from checker.cli import main

if __name__ == "__main__":  # processes that read articles load this module too
    main()
