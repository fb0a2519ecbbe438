"""Certificates of practice: made on request, printed, withdrawn, verified by anybody with the code."""
