"""Headers that mean nothing to a migration: of the other system, or of the sheet."""

from ._types import expand_all

IGNORED: tuple[str, ...] = expand_all(
    "serial number; row number/id/index; index; sort order; sequence number?; "
    "position; created/updated/deleted/entered/added/archived/cancelled/changed by; "
    "created/updated/deleted by id/user/name; updated/created user id?; last updated "
    "by; deleted at/on/date; deleted; archived at/on; voided by; void reason; voided; "
    "voided date/at/on; date voided; self url; links/link; api url; resource type; "
    "object type; etag; revision; row version; version; checksum; hash; password; "
    "pass; secret; security question/answer; actions; action; select; checkbox; idx; "
    "doc status; docstatus; parent type; parent field; naming series; amended from; "
    "user tags; assign; liked by; print format/heading; letter head; user agent; "
    "browser; ip; ip address; session key; color; colour; icon; signature image; test "
    "patient flag?; sync id/status/at; synced at; export date/time/id; exported at/by; "
    "import id/status/batch/error; fax number?; website; web site; "
    "facebook/twitter/instagram/linkedin url/id/profile?; home page; creator; changed "
    "by; date changed; retired; blank; unused; reserved; total count; page; "
    "exchange/conversion/currency rate; currency conversion rate; total appointment; "
    "appointment/bill/order/transaction/service count; total "
    "spent/spend/orders/services; lifetime spend/spent/value; average spend/bill; test "
    "code/unit/method; reference/normal/biological range; ref range; normal values; "
    "abnormal flag; uom; unit of measure; loyalty points; tip; gratuity; ai "
    "score/confidence"
)
