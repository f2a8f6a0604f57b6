from . import audit, failed, money, quality, sample

__all__ = ["audit", "failed", "money", "quality", "sample"]
