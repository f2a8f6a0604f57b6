"""The one place that keeps a load silent: no mail, follower, log note or chain."""

QUIET = {
    "tracking_disable": True,
    "mail_notrack": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_auto_subscribe_no_notify": True,
    "mail_notify_force_send": False,
    # stops the mail to the assignee of an activity, not the follower: for that
    # res.partner.message_subscribe looks at pulse_quiet
    "mail_activity_quick_update": True,
    "no_reset_password": True,
    "pulse_quiet": True,
    # what a load writes must not depend on who runs it
    "lang": "en_US",
    "active_test": False,
    # a scan stays the scan it was: Odoo would shrink large images
    "image_no_postprocess": True,
}


def quiet(model):
    """Return ``model`` as superuser in the quiet context."""
    return model.sudo().with_context(**QUIET)
