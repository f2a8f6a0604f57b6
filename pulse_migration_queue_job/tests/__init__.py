from . import test_jobs

__all__ = ["test_jobs"]
