"""The checks, one room for each thing that they are about; each takes a look and notes what it finds."""
