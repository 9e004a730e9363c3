"""The parts of the analyst's page: where a query is typed, what it answers, and the data dictionary."""
