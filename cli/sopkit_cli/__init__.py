"""The `sop` command: one verb a file; parses, calls the library, prints."""
