"""Exports: answers in, bytes out. Workbooks, CSV and JSON, without a database."""
