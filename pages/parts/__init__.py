"""What all pages share: the frame around them, the view that they ask, and the blocks that they are built from.

Everything a page script needs stands here, one folder down: Streamlit serves any .py that lies directly in pages/ to
whoever asks for it, past app.py.
"""

PAGES = {  # the link's path, in English for all -> script
    "overview": "pages/portfolio/overview.py",
    "effectiveness": "pages/portfolio/effectiveness.py",
    "coverage": "pages/reach/coverage.py",
    "demographics": "pages/reach/demographics.py",
    "projects": "pages/reports/projects.py",
    "quality": "pages/reports/quality.py",
}
DESKS = {  # pages of those who work on the data: each asks for its role, and shows itself before the first load too
    "desk": "pages/desk/desk.py",
    "sql": "pages/desk/sql.py",
}
HIDDEN = {  # pages that the menu does not name: they are of one thing, and open from where it is shown
    "paper": "pages/reports/paper.py",
}
