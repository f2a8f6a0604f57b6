"""Why a user, or another physician, is suggested for a physician of the export."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

PHYSICIAN_TEXTS = {
    "physician_alike": _lt("Nearly the same name in the export. Accept to join both."),
    "physician_email_matches": _lt("The user has this e-mail."),
    "physician_email_of_several": _lt("Several users have this e-mail. Choose one."),
    "physician_initials": _lt("The user's name agrees but for initials. Please check."),
    "physician_same_name": _lt("The user has the same name. Please check."),
    "physician_several_alike": _lt("Several have nearly this name. Choose one."),
    "physician_shorter_name": _lt("One name is part of the other. Please check."),
    "physician_user_archived": _lt("The user with this e-mail is archived. Accept?"),
    "physician_user_elsewhere": _lt(
        "The user with this e-mail works for another company. Please check."
    ),
    "physician_user_portal": _lt(
        "The e-mail is a portal user's, who takes no appointments. Choose a user."
    ),
}
