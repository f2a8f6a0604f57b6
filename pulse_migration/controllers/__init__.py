from . import audit, quality, sample

__all__ = ["audit", "quality", "sample"]
