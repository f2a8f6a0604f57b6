"""The action that downloads what a record has to say as a workbook."""


def download_action(record, kind):
    """Return the action that asks for the workbook of ``record``.

    :param kind: which one, see ``controllers.workbook``
    """
    record.ensure_one()
    record.check_access("read")
    return {
        "type": "ir.actions.act_url",
        "url": f"/pulse_migration/{kind}/{record.id}",
        "target": "download",
    }
