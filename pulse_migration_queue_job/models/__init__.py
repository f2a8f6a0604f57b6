from . import run, batch  # isort: skip

__all__ = ["batch", "run"]
