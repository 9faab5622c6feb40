"""The HTTP door: JSON, streaming and pages over the same assistant."""
