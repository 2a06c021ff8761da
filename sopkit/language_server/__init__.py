"""Language server: what an editor asks about a file that is being typed, answered by the reader and the lint."""
