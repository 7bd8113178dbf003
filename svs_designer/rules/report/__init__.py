"""Reports of findings: for people, and in the formats that other tools read. Pure functions from findings to text."""
