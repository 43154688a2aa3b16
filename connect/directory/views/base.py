"""Where the addresses of the directory hang."""

from flask import Blueprint

blueprint = Blueprint("directory", __name__)
