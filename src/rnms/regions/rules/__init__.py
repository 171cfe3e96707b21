"""The rules that every region keeps, a page for each concept: one function a rule, told by its docstring."""
