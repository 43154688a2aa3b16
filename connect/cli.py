"""The `connect` command."""

import os
import sys
from pathlib import Path

import click
from flask import Flask

from connect import create_app, worker
from connect.accounts.actions import add_member
from connect.demo import sample as samples
from connect.demo import sample_strategies, story
from connect.demo.scene import add_themes
from connect.members.models import MemberRole
from connect.operations.services import failing_services
from connect.schema import missing_migrations
from connect.settings import Settings, SettingsError
from connect.strategies.documents import pdf

GUNICORN = Path(__file__).with_name("gunicorn.conf.py")


@click.group()
def main() -> None:
    """BeFUS Connect: where Belgian cities work on safety together."""


@main.command()
def run() -> None:
    """Serve pages and live updates, with the worker in the same process."""
    settings = _settings()
    click.echo(f"BeFUS Connect is at {settings.base_url}")
    command = ["gunicorn", "--config", str(GUNICORN), "connect.embedded:app"]
    os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606


@main.command(name="worker")
def work() -> None:
    """Settle events and send mail, beside one or more web processes."""
    worker.run(_app())


@main.command()
def themes() -> None:
    """Write the five themes, where there are none: the beginning of a real community."""
    with _app().app_context():
        for theme in add_themes():
            click.echo(f"{theme.url:24} {theme.access:8} {theme.name_fr} / {theme.name_nl}")


@main.command()
def demo() -> None:
    """Fill an empty database with a living community in French and Dutch."""
    with _app().app_context():
        told = story.tell()
    click.echo("The demo is written." if told else "There is a community already.")
    for key, words in story.shown_accounts():
        click.echo(f"  {story.ADDRESS.format(key=key):28} {story.PASSWORD}   {words}")


@main.command()
@click.option("--members", default=200, show_default=True)
@click.option("--threads", default=1000, show_default=True)
@click.option("--comments", default=20, show_default=True, help="In each thread.")
@click.option("--longest", default=0, help="Comments of one more thread; 0 for none.")
@click.option("--strategies", default=0, show_default=True)
@click.option("--seed", default=1, show_default=True)
def sample(
    members: int, threads: int, comments: int, longest: int, strategies: int, seed: int
) -> None:
    """Grow a large community for measuring; the same options twice change nothing."""
    with _app().app_context():
        samples.grow(members, threads, comments, seed, longest)
        sample_strategies.grow(strategies, members, seed)
    click.echo(f"sample1@example.org … sample{members}@example.org  {samples.PASSWORD}")


@main.command()
def check() -> None:
    """Tell whether the settings, the schema and the services are in order."""
    settings = _settings()
    click.echo(f"Settings: {settings.env}, at {settings.base_url}")
    with _app().app_context():
        failing = failing_services()
        behind = [] if failing else missing_migrations()
    for name in failing:
        click.echo(f"{name}: does not answer")
    for revision in behind:
        click.echo(f"Migration {revision} is not applied: flask --app wsgi db upgrade")
    if not pdf.is_available():
        click.echo("PDFs: none until the system has Pango (libpango-1.0-0 libpangoft2-1.0-0)")
    if failing or behind:
        raise SystemExit(1)
    click.echo("All in order.")


@main.group()
def member() -> None:
    """Members, from the command line."""


@member.command()
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
@click.option("--role", type=click.Choice(["member", "organiser"]), default="member")
def add(email: str, name: str, password: str, role: MemberRole) -> None:
    """Add a confirmed member, such as the first organiser."""
    with _app().app_context():
        added = add_member(email, name, password, role)
        click.echo(f"{added.name} <{added.email}> is {added.role}")


def _settings() -> Settings:
    try:
        return Settings.from_environment()
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def _app() -> Flask:
    return create_app(_settings())
