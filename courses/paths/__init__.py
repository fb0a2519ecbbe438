"""Paths: three questions that suggest one, and what is next on it."""
