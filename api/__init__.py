"""The web door: JSON, streaming, pages and feeds over FastAPI."""
