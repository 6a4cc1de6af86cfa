"""The command: python -m gouji."""

import sys

from ._gouji import main as _main


def main() -> None:
    """Runs the command, and ends with its exit status."""
    sys.stdout.flush()
    sys.exit(_main(["gouji", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
