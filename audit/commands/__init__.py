"""One module per command: its arguments, and what it calls. Imported when the command is given."""
