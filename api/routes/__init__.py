"""Routers of the HTTP door, one file per subject."""
