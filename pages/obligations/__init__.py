"""Obligations: pages about what the government owes."""
