"""The invented province: detail made so that it adds up to Sindh's published totals."""
