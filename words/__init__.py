"""How things are said in a language: catalogues of messages, dates, numbers and the names of codes."""
