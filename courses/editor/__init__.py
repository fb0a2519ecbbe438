"""The editor: its panels and lists, and the gate in front of its addresses."""
