"""Portals of communes: made, followed through mergers, filled with guides of their own or of the province."""
