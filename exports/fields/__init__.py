"""What a sheet can show of the lines of each question, and the questions themselves."""
