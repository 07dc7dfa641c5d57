"""The read side: questions, the rows that answer them, and the engine that keeps the rows up to date."""
