"""Planning: pages about the years to come."""
