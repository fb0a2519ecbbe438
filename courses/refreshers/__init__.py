"""Refreshers: what went wrong in a lesson is asked again after days; messages that say so."""
