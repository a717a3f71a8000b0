"""``python -m newsextract.cli``."""

from . import main

main()
