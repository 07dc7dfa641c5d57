"""A programme as IATI 2.03 activity XML: the programme is one activity, each of its commitments another below it."""
