"""The words of the orders: what regions share, a page for each topic."""
