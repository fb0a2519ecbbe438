"""Benches: what is judged here is asked through its command line, never imported."""
