from . import audit, failed, quality, sample

__all__ = ["audit", "failed", "quality", "sample"]
