"""The desk: what was found, shown in a browser and acted on. Server-rendered; every page works without JavaScript.

`server.py` runs it beside the daemon, `desk.py` makes the application, one module for each group of pages.
"""
