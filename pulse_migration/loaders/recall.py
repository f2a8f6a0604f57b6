"""What rows said whose run was purged: it stays with the link of what they became.

A later export adds to the same record: without it a bill would lose its lines, a
conversation its beginning. Prints of such rows are keyed, so new ones are compared in
the same form.
"""

from odoo import models
from odoo.tools import SQL

from ..engine import fingerprint

_LOADS = ("create", "update", "merge")
_OF_BILL = ("bill", "bill_item", "payment")
_PRINT = 64  # digits of a print; what follows is how its row was decided
# of a purge before links held parts: their values are those of the last load's rows
_LAST = """
    UPDATE pulse_link AS own SET parts = said.parts
      FROM (SELECT link_id, jsonb_object_agg(id, values -> place) AS parts
              FROM (SELECT l.id AS link_id, r.id, l.values,
                           (row_number() OVER w)::int - 1 AS place,
                           count(*) OVER (PARTITION BY l.id) AS count
                      FROM pulse_link l JOIN pulse_row r ON r.run_id = l.run_id
                       AND r.unit_object = l.object_name
                       AND r.unit_key = l.external_id
                     WHERE %(where)s AND l.parts IS NULL AND r.values IS NULL
                       AND r.action IN %(loads)s
                       AND jsonb_typeof(l.values) = 'array'
                    WINDOW w AS (PARTITION BY l.id
                                 ORDER BY r.object_name, r.action = 'merge',
                                          r.file_id, r.line, r.id)) AS row
             WHERE count = jsonb_array_length(values) GROUP BY 1) AS said
     WHERE own.id = said.link_id"""


class Loader(models.AbstractModel):
    _inherit = "pulse.loader"

    def _read_rows(self, where, scope):
        """Rows of purged runs say what they said; what nobody knows any more is None.

        Whose record was taken back says nothing any more.
        """
        found = super()._read_rows(where, scope)
        if any(row.values is None for _key, row in found):
            found = self._recall(found, scope)
        if key := scope.migration.sudo().print_key:
            for _key, row in found:
                row.keyed = _keyed(row.fingerprint or "", key)
        return found

    def _recall(self, found, scope):
        """Give purged rows their values; return those that have some, or a link."""
        linked, known = set(), {}
        for key, parts in self._read_parts(found, scope):
            linked.add(key)
            known.update(parts or {})
        for _key, row in found:
            if row.values is None:
                row.values = known.get(str(row.id))
        return [(k, row) for k, row in found if row.values is not None or k in linked]

    def _read_parts(self, found, scope):
        """Return (unit key, {row id: values}) of the links of purged rows' units."""
        forgotten = [(key, row) for key, row in found if row.values is None]
        names = {
            "bill" if row.object_name in _OF_BILL else row.object_name
            for _key, row in forgotten
        }
        if "bill" in names:
            names.add("payment")  # one without a bill may be a record of its own
        where = SQL(
            """l.migration_id = %s AND l.object_name = ANY(%s)
               AND l.external_id = ANY(%s)""",
            scope.migration.id,
            list(names),
            list({key for key, _row in forgotten}),
        )
        self.env.cr.execute(SQL(_LAST, where=where, loads=_LOADS))
        return self.env.execute_query(
            SQL(
                """SELECT l.external_id, nullif(l.parts, 'null')
                     FROM pulse_link l WHERE %s""",
                where,
            )
        )


def _keyed(print_, key):
    """Key the print of a row; how it was decided stays behind it."""
    size = _PRINT + len(fingerprint.KEYED) * print_.startswith(fingerprint.KEYED)
    return fingerprint.keyed(print_[:size], key) + print_[size:]
