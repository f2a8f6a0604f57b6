"""What the data show that Pulse did by itself: reminders, recurring campaigns."""

from odoo import models
from odoo.tools import SQL

from ...engine import rebuild
from ..target import notice_of

_MOST_MESSAGES = 200_000  # the newest; older ones say the same
_MOST_PROPOSALS = 50


class Migration(models.Model):
    _inherit = "pulse.migration"

    def action_propose_rebuild(self):
        """Look at messages, campaigns and appointments; add what is not listed yet."""
        self.check_access("write")
        new = self.env["pulse.rebuild"]
        for migration in self:
            proposals = [
                *migration._propose_campaigns(),
                *migration._propose_messages(),
                *migration._propose_reminders(),
            ]
            new |= new._list_new(migration, "proposed", proposals)
        if new:
            return notice_of(self.env._("Added to the list: %s.", len(new)))
        return notice_of(
            self.env._(
                "The data show nothing more: no text that went to several patients, no "
                "campaign on several days. Import a list, or add a line each."
            )
        )

    def _propose_campaigns(self):
        """A campaign that went out on several days is one that recurs."""
        found = self.env.execute_query(
            SQL(
                """SELECT coalesce(r.values->>'name', r.values->>'campaign_id') AS name,
                          count(*), count(DISTINCT r.occurred_on),
                          min(r.occurred_on), max(r.occurred_on)
                     FROM pulse_row r
                    WHERE r.run_id = ANY(%s) AND r.object_name = 'campaign'
                      AND r.state <> 'excluded'
                    GROUP BY 1 HAVING count(DISTINCT r.occurred_on) > 1
                    ORDER BY 2 DESC LIMIT %s""",
                self.run_ids.ids,
                _MOST_PROPOSALS,
            )
        )
        for name, count, days, first, last in found:
            if name:
                yield {
                    "kind": "automation",
                    "name": name,
                    "feature": "marketing",
                    "description": self.env._("A campaign that went out repeatedly."),
                    "evidence": self._evidence(count, days, first, last),
                }

    def _propose_messages(self):
        """The same text to several patients was not written by hand."""
        rows = self.env.execute_query(
            SQL(
                """SELECT r.values->>'body', r.patient_key, r.values->>'patient_name',
                          r.occurred_on
                     FROM pulse_row r
                    WHERE r.run_id = ANY(%s) AND r.object_name = 'message'
                      AND r.state <> 'excluded' AND r.values->>'body' <> ''
                      AND coalesce(lower(r.values->>'direction'), 'out')
                          NOT IN ('in', 'inbound', 'incoming', 'received')
                    ORDER BY r.id DESC LIMIT %s""",
                self.run_ids.ids,
                _MOST_MESSAGES,
            )
        )
        messages = ((body, key or "", name or "", day) for body, key, name, day in rows)
        for one in rebuild.repeated(messages)[:_MOST_PROPOSALS]:
            days = sorted(one.days)
            yield {
                "kind": "reminder",
                "name": one.skeleton,
                "description": self.env._("A text that several patients were sent."),
                "evidence": self._evidence(
                    one.count, len(days), *((days[0], days[-1]) if days else ("", ""))
                ),
            }

    def _propose_reminders(self):
        """Appointments that say so themselves."""
        found = self.env.execute_query(
            SQL(
                """SELECT count(*) FILTER (WHERE r.values->>'reminder_sent'
                                             NOT IN ('', 'false')),
                          count(*) FILTER (WHERE r.values->>'recurrence' <> '')
                     FROM pulse_row r
                    WHERE r.run_id = ANY(%s) AND r.object_name = 'appointment'""",
                self.run_ids.ids,
            )
        )
        reminded, recurring = found[0]
        if reminded:
            yield {
                "kind": "reminder",
                "name": self.env._("Appointment reminders"),
                "evidence": self.env._("%s appointments", reminded),
            }
        if recurring:
            yield {
                "kind": "workflow",
                "name": self.env._("Recurring appointments"),
                "evidence": self.env._("%s appointments", recurring),
            }

    def _evidence(self, count, days, first, last):
        return self.env._(
            "%(count)s times on %(days)s days, %(first)s to %(last)s",
            count=count,
            days=days,
            first=first,
            last=last,
        )
