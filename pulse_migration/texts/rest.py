"""What asking Pulse's server found, in sentences."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

REST_TEXTS = {
    "rest_url_bad": _lt(
        "This is no address of a server. Write it like https://pulse.example/api."
    ),
    "rest_url_has_secret": _lt(
        "The address holds a name or a password. Write these in their own fields."
    ),
    "rest_not_encrypted": _lt(
        "The address is not encrypted. Only one that begins with https is asked."
    ),
    "rest_private_address": _lt(
        "The address belongs to a private network and is not asked. Check its name."
    ),
    "rest_other_host": _lt(
        "The server points to another server, which is not asked. Check the address."
    ),
    "rest_redirect": _lt(
        "The server sends us elsewhere. Enter the address at which it answers."
    ),
    "rest_certificate": _lt(
        "The server's certificate is not valid. Ask whoever runs the server."
    ),
    "rest_unauthorized": _lt("The server does not know the key. Enter it again."),
    "rest_forbidden": _lt(
        "The key may not read this. Ask for a key that may, or leave the list out."
    ),
    "rest_not_found": _lt("The server has nothing at this path. Correct the path."),
    "rest_status": _lt(
        "The server refused the question. Check path and parameters of the list."
    ),
    "rest_no_list": _lt(
        "The answer holds no list of records. Say at which key the list stands."
    ),
    "rest_no_json": _lt("The answer is no JSON. Check address and path."),
    "rest_too_large": _lt("One answer is absurdly large. Ask for smaller pages."),
    "rest_page_repeated": _lt(
        "The server gives the same page again. Check how it counts its pages; choose "
        "no paging when it gives everything at once."
    ),
    "rest_more_missing": _lt(
        "The server says that more records follow, and not where. Correct the kind of "
        "paging, or the key of the next mark."
    ),
    "rest_not_ordered": _lt(
        "The list does not come in the order of change. Say so in its settings."
    ),
    "rest_busy": _lt("The server is busy. It is asked again later."),
    "rest_server_error": _lt("The server has a fault. It is asked again later."),
    "rest_unreachable": _lt("The server cannot be reached. It is asked again later."),
    "rest_broken_off": _lt("The answer broke off. The server is asked again later."),
    "rest_too_slow": _lt("The answer took too long. The server is asked again later."),
    "rest_unstable": _lt(
        "Records changed each time the list was read. It is read again later."
    ),
}
