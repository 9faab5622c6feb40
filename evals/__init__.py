"""Benchmarks, metrics and reports, on the production pipeline."""
