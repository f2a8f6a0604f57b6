"""The one catalogue of texts by code: what is wrong, and what to do next.

A text never holds a value; whoever shows it shows file, row and column beside it.
"""

from .checks import CHECK_TEXTS
from .columns import COLUMN_TEXTS
from .files import FILE_TEXTS
from .mapping import MAPPING_TEXTS
from .physicians import PHYSICIAN_TEXTS
from .plan import PLAN_TEXTS
from .quality import QUALITY_TEXTS
from .rest import REST_TEXTS
from .rows import ROW_TEXTS
from .undo import UNDO_TEXTS
from .values import VALUE_TEXTS

TEXTS = {
    **FILE_TEXTS,
    **MAPPING_TEXTS,
    **COLUMN_TEXTS,
    **VALUE_TEXTS,
    **ROW_TEXTS,
    **PHYSICIAN_TEXTS,
    **CHECK_TEXTS,
    **QUALITY_TEXTS,
    **PLAN_TEXTS,
    **REST_TEXTS,
    **UNDO_TEXTS,
}
