"""`python -m checker` is `discrepa`."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it without a word, while its parts are loaded too."""
    try:
        from checker.cli import main as commands

        commands()
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell tells of it


if __name__ == "__main__":  # processes that read articles load this module too
    main()
