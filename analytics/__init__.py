"""Answer: one subject a file, one question a function, always an Answer."""
