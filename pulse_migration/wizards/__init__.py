from . import receive

__all__ = ["receive"]
