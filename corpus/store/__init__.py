"""The corpus in a database: tables, migrations, and the library that reads and writes them."""

from corpus.store.database import Database, open_database
from corpus.store.library import Library

__all__ = ["Database", "Library", "open_database"]
