from . import controllers, loaders, models, report, wizards
from .hooks import post_init_hook, pre_init_hook, uninstall_hook

__all__ = [
    "controllers",
    "loaders",
    "models",
    "post_init_hook",
    "pre_init_hook",
    "report",
    "uninstall_hook",
    "wizards",
]
