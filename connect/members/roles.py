"""The role as Flask-Security wants to see it; the members table holds it as a word."""

from dataclasses import dataclass

from flask_security import RoleMixin


@dataclass(frozen=True)
class Role(RoleMixin):
    name: str
