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
    core(
        "message_id",
        "id",
        "message id/sid/number/key/uuid; id; sid; sms id; message "
        "sid/uid/uuid/reference; unique id; msg ref; wamid; batch id; log number; "
        "transaction id; ~reference; communication id; "
        "sms/chat/email/log/whatsapp/record/external/wamid/provider/client message "
        "id; sms/email/log/whatsapp/record/external/wamid/provider id; request id; "
        "job id",
    ),
    core(
        "thread_id",
        "id",
        "thread; thread/conversation/chat/ticket id/number/key; conversation; parent "
        "message id; chat name; room id; chat; parent id; in reply to; reply to id; "
        "group id; chat room; campaign id; dialog id; "
        "conversation/thread/chat/ticket/room/channel/case id; "
        "conversation/thread/chat/ticket/room/channel/case number; "
        "conversation/thread/chat/ticket/room/channel/case uid; "
        "conversation/thread/chat/ticket/session/room/channel/case sid; "
        "conversation/thread/chat/ticket/session/room/channel/case key; "
        "conversation/thread/chat/ticket/session/room/channel/case name",
    ),
    patient_name(
        "contact/full name; ~profile name; from to name; contact first/last name; "
        "first/last name; person name; chat name contact; "
        "contact/customer/client/user/member/subscriber/lead/full name; ~contact",
    ),
    patient_id(
        "uhid; mrn; external contact id; patient no; subscriber id; "
        "contact/customer/client/user/person/member id",
        required=False,
    ),
    core(
        "patient_phone",
        "phone",
        "patient phone/mobile number?; phone number?; mobile number?; contact number; "
        "whatsapp number?; phone; mobile; wa id; waid; phone no; mobile no; cell; "
        "msisdn; contact phone number; whatsapp; virtual number; mobile contact "
        "number; sms number; contact/customer/client/user/patient/whatsapp/chat "
        "phone; contact/customer/client/user/recipient/patient/whatsapp/chat mobile; "
        "contact/user/whatsapp number; ~contact",
    ),
    core(
        "sent_at",
        "datetime",
        "sent; sent/send/message date/time/datetime/timestamp; date sent; time sent; "
        "date time; date; timestamp; datetime; delivered at; received at; message "
        "date time; communication date; date sent received; sent time; sent datetime; "
        "message time; when; sent on; date and time; client submit time; received; "
        "sent at utc; date utc; message sent time; activity date; date received; done "
        "at; send time; "
        "sent/send/message/delivery/delivered/received/communication/logged/call/event/submitted/submit/dispatch/scheduled/timestamp "
        "at; "
        "sent/send/message/delivery/delivered/received/communication/logged/call/event/submitted/submit/dispatch/scheduled/timestamp "
        "on; "
        "sent/send/message/delivery/delivered/received/communication/logged/call/event/submitted/submit/dispatch/scheduled/timestamp "
        "time; "
        "sent/send/message/delivery/delivered/received/communication/logged/call/event/submitted/submit/dispatch/scheduled/timestamp "
        "date; "
        "sent/send/message/delivery/delivered/received/communication/logged/call/event/submitted/submit/dispatch/scheduled/timestamp "
        "datetime; "
        "sent/send/message/delivery/delivered/received/communication/logged/call/event/submitted/submit/dispatch/scheduled/timestamp "
        "timestamp",
    ),
    core("time", "time", "time; ~message time"),
    core(
        "file",
        "file",
        "media; attachment; media name/file; attached file; media "
        "url/file/link/path/name/urls; attachments; attachment url/name; file; file "
        "name/url; image; document; media link; has attachment; attached; media id; "
        "audio",
    ),
    core(
        "direction",
        "choice",
        "message direction; inbound outbound; incoming outgoing; in out; sent or? "
        "received; direction type/description; direction; "
        "message/sms/call/communication direction; sent received; type direction; is "
        "outgoing/incoming/inbound/outbound/sent/from me; from me; message flow; "
        "origin; sent by type; sender type; traffic",
    ),
    core(
        "channel",
        "choice",
        "message/communication channel/medium; medium; platform; via; communication "
        "type; ~type; mode; channel; communication/message/delivery/contact "
        "channel/medium/mode/method; source; network; provider; type communication; "
        "sent via; app; conversation channel; channel type",
    ),
    core(
        "sender",
        "text",
        "from; sender name/id/number/phone/email; from "
        "name/number/phone/email/address; sent by; author; from user; sender; sender "
        "name/id/number/phone/email/mobile; from "
        "name/number/phone/email/address/user/id; author name; sender presentation; "
        "from presentation; source number; originator; origin number; agent name; "
        "caller; caller id; by; created by; sent from; user; staff; header; source "
        "address; sender address; operator; senderid; sender user",
    ),
    core(
        "recipient",
        "text",
        "to; recipient name/id/number/phone/email; to "
        "name/number/phone/email/address; sent to; receiver name/number?; to user; "
        "recipient; to name/number/phone/email/address/user; receiver; receiver "
        "name/number; destination; destination number; dest; to presentation; "
        "recipients; called number; delivered to; to mobile; callee; cc; target; "
        "mobile number recipient; destination address; recipient "
        "name/number/phone/email/address/id",
    ),
    core(
        "subject",
        "text",
        "message/email/content subject; title; subject line; topic; subject; "
        "message/email subject; heading; email title; re; message title; template",
    ),
    core(
        "body",
        "long_text",
        "message; message body/text/content; content; text; sms text/body/content; "
        "email body/content; comments; chat message; html body; note; body; message "
        "body/text/content/contents/details; sms body/text/content/message; "
        "html/plain/raw/full body; msg; message html; plain text; comment; caption; "
        "description; communication; reply; transcript; wording; details; response; "
        "message sent; html content; last message; message template text",
    ),
    core(
        "status",
        "choice",
        "message/delivery/send/read status; read; delivered; confirmation; status; "
        "message/delivery/send/sms/read/sent/email/final/dlr status/state; delivery "
        "report; is read; is delivered; seen; result; outcome; status "
        "description/name/code; delivery result; message state; opened; reply status; "
        "status text; read receipt; confirmed; ~state",
    ),
    created_at(
        "created; created time/at/on/date; creation time; date created; create time; "
        "inserted at; queued at/time; entry date; requested at",
    ),
    updated_at(
        "updated; last updated; status date/time/at; read at/time/date; updated time; "
        "status updated; date delivered/updated; done date; deliver time; network "
        "submit time; opened at; ~delivered date",
    ),
    # Known to some systems only.
    extra(
        "appointment_id",
        "id",
        "appointment id/number/code; appointment id/number/date; booking id; event "
        "id; visit id; ~appointment",
    ),
    extra(
        "type",
        "choice",
        "message type; ~type; type code; content/media type; type; kind; message "
        "kind; type name; template type; format; notification type; "
        "message/sms/content/media/msg/event/record type",
    ),
    extra(
        "category",
        "choice",
        "category code; message category; template name; category; template "
        "name/category; campaign name?; purpose; label; labels; tags; tag; "
        "conversation category; group; message group; reason; campaign; context",
    ),
    extra(
        "price",
        "money",
        "cost; message price/cost; charge; credits; price; credit; message "
        "cost/price; amount; credits used; total cost/price; sms credits; rate; of "
        "credits; unit cost; fee; number credits; charges",
    ),
    extra(
        "currency",
        "text",
        "price unit; currency code; price currency; currency",
    ),
    extra(
        "segments",
        "number",
        "number segments; message segments; parts; sms count; segments; message "
        "parts; segment count; pages; count; length; number sms; characters; number "
        "of parts; num media; units; message length; sms parts; character count",
    ),
    extra(
        "error_code",
        "text",
        "error; error message/reason; failure reason; error "
        "code/message/text/reason/description; failed reason; reason code; status "
        "reason; error detail; undelivered reason; failure code; bounce reason; "
        "reason failed",
    ),
    extra(
        "account_id",
        "id",
        "account id/sid; subaccount sid?; messaging service sid; account; account "
        "id/sid/name; subaccount; project id; sub account; workspace; organization "
        "id; business id; phone number id; service sid; user account; api username; "
        "cost center; inbox id; client id account; tenant",
    ),
    extra(
        "assigned_to",
        "text",
        "assignee; assigned user/agent; owner; agent; assigned; assigned "
        "to/agent/user/staff; operator name; team; handled by; responsible; "
        "conversation owner; staff assigned; user assigned",
    ),
    extra("archived_at", "datetime", "archived; archived on/date; deleted at"),
    extra("api_version", "text", "version; api"),
    extra("encrypted_flag", "yes_no", "encrypted; is encrypted"),
    subjects="message",
    files="message chat sms whatsapp conversation communication inbox text",
    required_any=(("body",),),
    expected="sent_at sender recipient direction",
)
