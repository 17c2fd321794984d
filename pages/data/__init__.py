"""Data: what came when, and what was refused?"""
