"""The sheets of a workbook of ours, each in a module of its own."""
