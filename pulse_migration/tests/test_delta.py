"""A clinic that works on while Odoo does: exactly the right fields are written.

The small edition of ``scripts/bench delta``.
"""

from .common import PulseCase, appointment

COUNT, CHANGES, EDITS, BOTH = 200, 40, 40, 10
TABLES = ("res_partner", "mail_activity", "res_users", "ir_attachment")


def patient(number, **values):
    return {
        "patient_id": f"P{number:04d}",
        "name": f"Patient Number{number}",
        "email": f"p{number}@example.com",
        "address": f"{number} Main Road",
        "date_of_birth": f"19{number % 80 + 10}-03-05",
        **values,
    }


class TestDelta(PulseCase):
    def tables(self, changed=()):
        patients = [
            patient(n, **({"address": f"Source {n}"} if n in changed else {}))
            for n in range(COUNT)
        ]
        visits = [
            appointment(n, f"P{n:04d}", "2024-03-05", time=f"{8 + n % 10:02d}:00")
            for n in range(COUNT)
        ]
        return {"patients": patients, "appointments": visits}

    def digests(self):
        """Return {(table, id): digest of all columns}, as the database holds them."""
        self.env.flush_all()
        found = {}
        for table in TABLES:
            where = "res_model = 'res.partner'" if table == "ir_attachment" else "TRUE"
            self.env.cr.execute(f"SELECT id, md5(t::text) FROM {table} t WHERE {where}")
            found.update({(table, id_): text for id_, text in self.env.cr.fetchall()})
        return found

    def test_exactly_the_right_ones_are_written_kept_and_queued(self):
        self.migrate(**self.tables())
        before = self.digests()
        again = self.migrate(**self.tables())
        self.assertEqual(self.digests(), before)
        self.assertEqual(set(self.rows(again).mapped("state")), {"unchanged"})

        changed = set(range(CHANGES))
        edited = set(range(CHANGES - BOTH, CHANGES - BOTH + EDITS))
        partners = {n: self.partner(f"P{n:04d}") for n in changed | edited}
        for number in edited:
            partners[number].street = f"Odoo {number}"
        before = self.digests()
        run = self.migrate(**self.tables(changed))
        after = self.digests()

        written = changed - edited
        for number, partner in partners.items():
            side = "Source" if number in written else "Odoo"
            self.assertEqual(partner.street, f"{side} {number}")
        self.assertEqual(
            {(c.res_id, c.field_name) for c in run.conflict_ids},
            {(partners[n].id, "street") for n in changed & edited},
        )
        moved = {key for key in before | after if before.get(key) != after.get(key)}
        expected = {("res_partner", partners[n].id) for n in written}
        self.assertEqual(moved, expected)
        self.assertEqual(run.state, "done")
        self.assertAccounted(run)
