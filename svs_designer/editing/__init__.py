"""The editor without a screen: history, session, recovery journal."""
