"""Render: values of the library as lines for a terminal; nothing here prints."""
