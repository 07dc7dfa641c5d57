"""A funder's own workbook as a template: its marks are filled, its repeated rows grow, and all else in it stays as it was."""
