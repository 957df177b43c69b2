"""A stand-in for Checkov, which is not installed where these tests run."""
