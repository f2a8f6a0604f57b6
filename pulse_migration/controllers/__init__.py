from . import after, audit, failed, money, quality, sample

__all__ = ["after", "audit", "failed", "money", "quality", "sample"]
