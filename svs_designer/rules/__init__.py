"""The check: rules, what they find, how it is mended, a page that explains each, and the formats of a report."""
