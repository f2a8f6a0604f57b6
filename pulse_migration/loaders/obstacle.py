"""What keeps an undo from a record, and what a plan must know to tell beforehand."""

from dataclasses import dataclass, field

from odoo.tools import SQL

# model -> (model, query of the id): what Odoo deletes a record along with
_ALONG = {
    "account.move": (
        "account.payment",
        "(SELECT id FROM account_payment WHERE move_id = %s LIMIT 1)",
    ),
    "account.move.line": (
        "account.move",
        "(SELECT move_id FROM account_move_line WHERE id = %s)",
    ),
    "account.payment.method.line": (
        "account.journal",
        "(SELECT journal_id FROM account_payment_method_line WHERE id = %s)",
    ),
}


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

    plan_id: int
    scope: SQL  # condition on ``pulse_change``: of the plan
    # {change id: fields} that later changes wrote, and the undo leaves
    later: dict = field(default_factory=dict)
    # {(model, id): {field: value}} that the undo will have given back
    held: dict = field(default_factory=dict)

    @property
    def leaving(self):
        """Return SQL: a change of the plan, and nothing stands in its way."""
        return SQL("%s AND NOT %s", self.scope, self._is_found(SQL("TRUE")))

    def is_gone(self, res_model, res_id):
        """Return SQL telling whether a record will have been deleted.

        By a change of its own, or along with what it is a part of.
        """
        gone = self._is_deleted(res_model, res_id)
        if res_model not in _ALONG:
            return gone
        whole, query = _ALONG[res_model]
        return SQL("(%s OR %s)", gone, self.is_gone(whole, SQL(query, res_id)))

    def _is_deleted(self, res_model, res_id):
        return SQL(
            """EXISTS (SELECT 1 FROM pulse_change
                        WHERE pulse_change.res_model = %s AND pulse_change.res_id = %s
                          AND pulse_change.operation = 'create' AND %s)""",
            res_model,
            res_id,
            self.leaving,
        )

    def is_given_back(self, res_model, res_id, name, value):
        """Return SQL telling whether a field will hold something else than ``value``.

        Other fields of the change may stay as somebody left them.
        """
        return SQL(
            """EXISTS (SELECT 1 FROM pulse_change
                        WHERE pulse_change.res_model = %(model)s
                          AND pulse_change.res_id = %(id)s
                          AND pulse_change.operation = 'write'
                          AND CASE jsonb_typeof(open_fields)
                              WHEN 'array' THEN open_fields ELSE before END ? %(name)s
                          AND before->>%(name)s IS DISTINCT FROM (%(value)s)::text
                          AND %(scope)s AND NOT %(kept)s)""",
            model=res_model,
            id=res_id,
            name=name,
            value=value,
            scope=self.scope,
            kept=self._is_found(
                SQL(
                    """(i.field_names IS NULL
                        OR %s = ANY(string_to_array(i.field_names, ', ')))""",
                    name,
                )
            ),
        )

    def _is_found(self, condition):
        """Return SQL telling whether the plan lists something about a change."""
        return SQL(
            """EXISTS (SELECT 1 FROM pulse_undo_item i
                        WHERE i.plan_id = %s AND NOT i.is_proof
                          AND i.change_id = pulse_change.id AND %s)""",
            self.plan_id,
            condition,
        )
