from . import audit, workbook

__all__ = ["audit", "workbook"]
