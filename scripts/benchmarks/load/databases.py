"""Copies of the prepared database, its files linked, and a way into them."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg2
from psycopg2 import sql


@contextlib.contextmanager
def copy(original: str, name: str) -> Iterator[None]:
    """Make a copy for as long as it is needed; nobody may be connected.

    Whoever measures in turns drops none before the last: for half a minute after many
    files were deleted, a file system may take ten times as long to make one.
    """
    store = Path(os.environ["PULSE_DATA_DIR"], "filestore")
    _execute(
        "CREATE DATABASE {} TEMPLATE {}",
        name,
        original,
    )
    if (store / original).exists():
        shutil.copytree(store / original, store / name, copy_function=os.link)
    os.sync()  # what the copy left to be written costs nobody's time
    try:
        yield
    finally:
        _execute("DROP DATABASE {} WITH (FORCE)", name)
        shutil.rmtree(store / name, ignore_errors=True)


def _execute(statement: str, *names: str) -> None:
    connection = psycopg2.connect(dbname="postgres")
    connection.autocommit = True  # no database is made in a transaction
    with contextlib.closing(connection), connection.cursor() as cursor:
        identifiers = map(sql.Identifier, names)
        cursor.execute(sql.SQL(statement).format(*identifiers))


@contextlib.contextmanager
def environment(database: str) -> Iterator:
    """Yield an Odoo environment of the superuser."""
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config(["--no-http", "--log-level=warn", "-d", database])
    with Registry(database).cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {})
