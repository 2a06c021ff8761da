"""Commands: one verb a file, or a few small ones of one noun; each parses, calls the library, prints."""
