from . import sample_page, scope_page

__all__ = ["sample_page", "scope_page"]
