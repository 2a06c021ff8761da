"""Demo: a whole show on a virtual clock, played through the public library."""
