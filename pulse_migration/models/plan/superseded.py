"""Planning a delta: of several versions of a record the newest counts.

Pages that came one after the other, and were not loaded in between, hold a record as
often as it changed.
"""

from odoo import models
from odoo.tools import SQL, groupby

from ...engine.rest_moments import read_moment
from ...engine.versions import Version, has_lines, superseded
from ..quality.quality import ONE_ROW

# named by an id of their own; several rows can make one document, or one bill
_SEVERAL_ROWS = ("bill", "payment", "prescription", "medical_record", "message")
# rows that are no record: what a bill holds of them is a version as a whole
_OF_BILL = ("bill_item",)


def sql_item_of(table):
    """Return SQL for what tells an item from the others of its bill."""
    return SQL(
        """lower(coalesce(nullif(%(of)s->>'bill_item_id', ''), concat_ws(' ',
             %(of)s->>'item_code', %(of)s->>'item_name', %(of)s->>'description')))""",
        of=SQL.identifier(table, "values"),
    )


# what tells the lines of one record apart, where lines change by themselves
_LINES = SQL(
    """CASE r.object_name WHEN 'prescription' THEN lower(values->>'medication')
                          WHEN 'medical_record' THEN lower(values->>'file')
                          WHEN 'bill_item' THEN %s
                          WHEN 'payment' THEN values->>'bill_id' END""",
    sql_item_of("r"),
)
# rows of a record that has several, in the order they came
_VERSIONS = """
    WITH named AS (
      SELECT r.*, CASE WHEN r.object_name IN %(several)s
                       THEN r.external_id
                       WHEN r.object_name IN %(of_bill)s
                       THEN r.values->>'bill_id'
                       ELSE r.unit_key END AS key,
             coalesce(f.endpoint_id, 0) AS list_id,
             coalesce(f.delivery, f.id::text) AS delivery
        FROM pulse_row r JOIN pulse_file f ON f.id = r.file_id
       WHERE r.run_id = %(run)s AND r.state = 'staged'
         AND r.object_name IN %(all)s),
    counted AS (
      SELECT *, count(*) OVER (PARTITION BY object_name, key) AS n,
             -- the pages of one way through a list came together
             min(file_id) OVER (PARTITION BY list_id, delivery) AS came
        FROM named WHERE key <> '')
    SELECT r.object_name, r.key, r.list_id,
           r.payload->>e.changed_key, r.id, r.came,
           row_number() OVER (ORDER BY r.file_id, r.line, r.id),
           r.fingerprint, coalesce(%(lines)s, '')
      FROM counted r LEFT JOIN pulse_endpoint e ON e.id = r.list_id
     WHERE r.n > 1 ORDER BY 1, 2, r.file_id, r.line, r.id"""


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _exclude_superseded(self, run):
        """By the moment of change that the server gave, else by the order they came."""
        if not run.source_id:
            return
        old = []
        for object_name, rows in groupby(self._read_versions(run), lambda row: row[0]):
            versions = [(key, version) for _object, key, version in rows]
            is_one_row = object_name in ONE_ROW
            are_lines = not is_one_row and has_lines(
                (version.source, key, version.moment) for key, version in versions
            )
            if are_lines and object_name == "bill":
                continue  # its lines have no name of their own: what differs is held
            for _key, group in groupby(versions, lambda entry: entry[0]):
                record = [
                    version if are_lines else version._replace(line="")
                    for _key, version in group
                ]
                old += superseded(record, is_one_row)
        self._execute(
            run,
            """UPDATE pulse_row SET state = 'excluded', reason = 'superseded'
                WHERE run_id = %(run)s AND id = ANY(%(old)s)""",
            old=old,
        )

    def _read_versions(self, run):
        """Yield (object, its key, version) of records with several rows, in order."""
        endpoints = self.env["pulse.endpoint"].sudo()
        zones = {e.id: e._zone() for e in run.source_id.sudo().endpoint_ids}
        found = self.env.execute_query(
            SQL(
                _VERSIONS,
                run=run.id,
                several=_SEVERAL_ROWS,
                of_bill=_OF_BILL,
                all=(*_SEVERAL_ROWS, *_OF_BILL, *ONE_ROW),
                lines=_LINES,
            )
        )
        for object_name, key, endpoint_id, text, id_, file_id, *rest in found:
            zone = zones.get(endpoint_id) or endpoints._zone()
            place, print_, line = rest
            moment = read_moment(text, zone) if text else None
            yield (
                object_name,
                key,
                Version(id_, file_id, place, print_, moment, line),
            )
