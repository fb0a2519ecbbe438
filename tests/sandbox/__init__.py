"""The replica: journeys, the office, what is kept and what never is."""
