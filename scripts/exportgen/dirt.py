"""Every kind of defect that a single cell can have."""

from .dirt_money import MONEY
from .dirt_people import BIRTHS, PEOPLE
from .dirt_visits import REFERENCES, VISIT_DATES, VISITS

DEFECTS = [*PEOPLE, *BIRTHS, *VISIT_DATES, *VISITS, *MONEY, *REFERENCES]
