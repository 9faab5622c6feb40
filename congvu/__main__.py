"""`python -m congvu` is the same as `congvu`."""

from congvu.cli import main

main()
