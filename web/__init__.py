"""The reading room: the pages for people, made on the server, which need no script."""
