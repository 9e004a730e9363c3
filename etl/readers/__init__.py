"""File -> Document; knows no form."""
