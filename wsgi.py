"""The application for a WSGI server: `gunicorn -c connect/gunicorn.conf.py wsgi:app`."""

from connect import create_app

app = create_app()
