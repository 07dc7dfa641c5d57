"""What tells two exports of a template apart: the lines that differ, and the entries of the record from which that follows."""
