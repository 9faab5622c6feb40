"""The pages: rendered on the server, made lively by small modules of our own; no script from elsewhere."""
