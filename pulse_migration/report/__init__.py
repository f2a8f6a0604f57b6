from . import after_page, sample_page, scope_page

__all__ = ["after_page", "sample_page", "scope_page"]
