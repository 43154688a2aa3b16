"""Where all addresses of strategies hang."""

from flask import Blueprint

blueprint = Blueprint("strategies", __name__)
