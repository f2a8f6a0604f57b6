from . import quality, sample

__all__ = ["quality", "sample"]
