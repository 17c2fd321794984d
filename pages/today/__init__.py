"""Today: where do we stand?"""
