"""From messy files to knowledge: load, clean, structure, describe, group, cut, store."""
