"""What all pages share: the frame around them, the view that they ask, and the blocks that they are built from.

Everything a page script needs stands here, one folder down: Streamlit serves any .py that lies directly in pages/ to
whoever asks for it, past app.py.
"""
