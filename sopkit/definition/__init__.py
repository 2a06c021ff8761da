"""The definitions: what a runbook file becomes, as frozen values. Nothing here runs."""
