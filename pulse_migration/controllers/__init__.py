from . import quality

__all__ = ["quality"]
