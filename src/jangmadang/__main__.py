"""`python -m jangmadang` is the `jangmadang` command."""

from jangmadang.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
