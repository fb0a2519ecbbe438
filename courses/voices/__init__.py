"""Voices: recordings of steps, who may make and hear them, and the machine's voice."""
