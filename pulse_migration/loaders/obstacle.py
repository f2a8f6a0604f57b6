"""What keeps an undo from a record, and what a plan must know to tell beforehand."""

from dataclasses import dataclass, field

from odoo.tools import SQL


@dataclass(frozen=True)
class Obstacle:
    """Why a change stays; ``res_model`` and ``res_id`` are what uses its record."""

    reason: str
    names: tuple = ()  # the fields that somebody changed
    res_model: str = ""
    res_id: int = 0


@dataclass
class Foresight:
    """What a planned undo will have done by the time it comes to a record."""

    # SQL condition on ``pulse_change``: of the plan, and nothing stands in its way
    leaving: SQL
    # {(model, id): {field: value}} that the undo will have given back
    held: dict = field(default_factory=dict)

    def is_gone(self, res_model, res_id):
        """Return SQL telling whether a record will have been deleted."""
        return SQL(
            """EXISTS (SELECT 1 FROM pulse_change
                        WHERE pulse_change.res_model = %s AND pulse_change.res_id = %s
                          AND pulse_change.operation = 'create' AND %s)""",
            res_model,
            res_id,
            self.leaving,
        )
