"""File -> warehouse: reads the reports, checks them, publishes a release."""
