"""The command line, which opens every other door."""
