"""The workbook of a sample, made for the one who asks."""

from odoo.http import Controller, request, route

from .workbook import send


class SampleController(Controller):
    """Access is the sample's own: groups, companies, the medical group for texts."""

    @route(
        "/pulse_migration/sample/<int:sample_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def download(self, sample_id):
        sample = request.env["pulse.sample"].browse(sample_id).exists()
        if not sample:
            raise request.not_found()
        sample.check_access("read")
        return send(sample._write_sheet, f"sample-{sample.id}.xlsx")
