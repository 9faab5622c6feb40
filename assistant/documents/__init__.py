"""Questions about documents as such: which ones are named, what is on record of them, and what changed between them."""
