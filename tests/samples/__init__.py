"""The sample documents that ship with the product, and the gold data about them."""
