"""Spending: where does the money go?"""
