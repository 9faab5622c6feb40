"""Finding passages: embed, lexical search, identifiers, fusion, and the index on disk."""
