"""Benchmarks: what Jalon takes beside the library it builds on, and beside the least that PostgreSQL could take."""
