"""Bad input: what breaks programs, above all in Vietnamese, and the attacker that sends it."""
