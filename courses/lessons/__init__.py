"""Lessons: reading them step by step, answering their questions, and what is kept of that."""
