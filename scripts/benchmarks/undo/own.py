"""What a clinic's Odoo held before: contacts, open activities, posted invoices."""

from datetime import date, timedelta

_INVOICES = 50


def create(env, contacts: int) -> None:
    """Create ``contacts``, an activity on every tenth, and invoices if there are."""
    partners = env["res.partner"].create(
        [
            {
                "name": f"Supplier {number}",
                "phone": f"+91 90000 {number:05d}",
                "email": f"supplier{number}@example.com",
                "city": "Pune",
            }
            for number in range(contacts)
        ]
    )
    env["mail.activity"].create(
        [
            {
                "res_model_id": env["ir.model"]._get_id("res.partner"),
                "res_id": partner.id,
                "summary": "Call back",
                "date_deadline": date(2026, 12, 1) + timedelta(days=number % 30),
                "user_id": env.ref("base.user_admin").id,
            }
            for number, partner in enumerate(partners[::10])
        ]
    )
    env["ir.attachment"].create(
        [
            {
                "name": f"Contract {partner.id}.txt",
                "raw": f"Contract with {partner.id}".encode(),
                "res_model": "res.partner",
                "res_id": partner.id,
            }
            for partner in partners[:20]
        ]
    )
    if "account.move" in env:
        _create_invoices(env, partners[:_INVOICES])


def _create_invoices(env, partners) -> None:
    company = env.company
    if not env["account.journal"].search([("type", "=", "sale")], limit=1):
        env["account.chart.template"].try_loading("generic_coa", company)
    moves = env["account.move"].create(
        [
            {
                "move_type": "out_invoice",
                "partner_id": partner.id,
                "invoice_date": date(2026, 10, 1),
                "invoice_line_ids": [
                    (0, 0, {"name": "Rent", "quantity": 1, "price_unit": 100.0 + n})
                ],
            }
            for n, partner in enumerate(partners)
        ]
    )
    moves.action_post()
