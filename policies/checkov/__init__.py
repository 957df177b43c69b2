"""Checkov loads the policies of a folder only where it is a package."""
