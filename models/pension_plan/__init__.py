"""A pension plan by tiers: who may retire when on what, how service ends, and what members are owed."""
