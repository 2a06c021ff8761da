"""Stepping: one person at a line prompt, walking a run with single keys."""
