"""The message file: one row a message of a conversation."""

from ._common import (
    created_at,
    patient_id,
    patient_name,
    updated_at,
)
from ._types import core, define, extra

MESSAGE = define(
    "message",
    "Message",
    core("message_id", "id", "message id/sid/number/key/uuid; id; sid; sms id"),
    core(
        "thread_id",
        "id",
        "thread; thread/conversation/chat/ticket id/number/key; conversation; "
        "parent message id; chat name; room id",
    ),
    patient_name("contact/full name; ~contact"),
    patient_id(required=False),
    core(
        "patient_phone",
        "phone",
        "patient phone/mobile number?; phone number?; mobile number?; contact number; "
        "whatsapp number?; ~contact",
    ),
    core(
        "sent_at",
        "datetime",
        "sent; sent/send/message date/time/datetime/timestamp; date sent; time sent; "
        "date time; date; timestamp; datetime; delivered at; received at; "
        "message date time; communication date",
    ),
    core("time", "time", "time; ~message time"),
    core("file", "file", "media; attachment; media name/file; attached file"),
    core(
        "direction",
        "choice",
        "message direction; inbound outbound; incoming outgoing; in out; sent or? "
        "received; direction type/description",
    ),
    core(
        "channel",
        "choice",
        "message/communication channel/medium; medium; platform; via; communication "
        "type; ~type; mode",
    ),
    core(
        "sender",
        "text",
        "from; sender name/id/number/phone/email; from "
        "name/number/phone/email/address; sent by; author; from user",
    ),
    core(
        "recipient",
        "text",
        "to; recipient name/id/number/phone/email; to "
        "name/number/phone/email/address; sent to; receiver name/number?; to user",
    ),
    core(
        "subject",
        "text",
        "message/email/content subject; title; subject line; topic",
    ),
    core(
        "body",
        "long_text",
        "message; message body/text/content; content; text; sms text/body/content; "
        "email body/content; comments; chat message; html body; note",
    ),
    core(
        "status",
        "choice",
        "message/delivery/send/read status; ~state; read; delivered; confirmation",
    ),
    created_at(),
    updated_at(),
    # Known to some systems only.
    extra("appointment_id", "id", "appointment id/number/code; ~appointment"),
    extra("type", "choice", "message type; ~type; type code; content/media type"),
    extra("category", "choice", "category code; message category; template name"),
    extra("price", "money", "cost; message price/cost; charge; credits"),
    extra("currency", "text", "price unit; currency code; price currency"),
    extra("segments", "number", "number segments; message segments; parts; sms count"),
    extra("error_code", "text", "error; error message/reason; failure reason"),
    extra("account_id", "id", "account id/sid; subaccount sid?; messaging service sid"),
    extra("assigned_to", "text", "assignee; assigned user/agent; owner; agent"),
    extra("archived_at", "datetime", "archived; archived on/date; deleted at"),
    extra("api_version", "text", "version; api"),
    extra("encrypted_flag", "yes_no", "encrypted; is encrypted"),
    subjects="message",
    files="message chat sms whatsapp conversation communication inbox text",
    required_any=(("body",),),
    expected="sent_at sender recipient direction",
)
