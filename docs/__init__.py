"""Documentation, part of it made from the code: python -m docs.generate"""
