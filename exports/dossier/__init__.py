"""The dossier: an export with all that it takes to check it without asking anybody, as one zip file."""
