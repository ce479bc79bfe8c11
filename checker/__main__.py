"""`python -m checker` is `discrepa`."""

from checker.cli import main

main()
