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
        "message sid/number/key/uuid/reference; id/sid/wamid; log/call number; "
        "call/voicemail/notification/enquiry/inquiry/log id/sid; ~ticket id; "
        "sms/chat/email/log/whatsapp/record/external/wamid/provider/client message "
        "id; ~reference; "
        "sms/unique/batch/transaction/communication/email/log/whatsapp/external/wamid/"
        "provider/request/job "
        "id",
    ),
    core(
        "thread_id",
        "id",
        "thread/conversation/chat; thread number/sid/name; "
        "conversation/chat/ticket/room/parent/group/campaign/dialog/channel/case id; "
        "parent message id; chat/conversation/ticket/session/room/channel/case name; "
        "in reply to; reply to id; chat room/sid; "
        "conversation/ticket/session/room/channel/case sid; session key",
    ),
    patient_name(
        "contact/full/first/last/person/user/member/subscriber/lead name; from to "
        "name; contact first/last name; chat name contact; ~profile name; ~contact",
    ),
    patient_id(
        "uhid/mrn; external contact id; patient no; "
        "subscriber/contact/user/person/member id",
        required=False,
    ),
    core(
        "patient_phone",
        "phone",
        "patient/contact phone number; patient mobile number; "
        "patient/contact/user/recipient/whatsapp/chat mobile; "
        "phone/mobile/contact/whatsapp/virtual/sms/user number; "
        "phone/mobile/whatsapp/waid; ~wa id; mobile contact number; "
        "contact/user/whatsapp/chat phone; ~contact",
    ),
    core(
        "sent_at",
        "datetime",
        "sent/when/received; sent/send/message/communication/activity date; "
        "sent/send/message/date/delivery/delivered/received/communication/logged/call/"
        "event/submitted/submit/dispatch/scheduled/timestamp "
        "time; "
        "delivered/received/done/delivery/logged/call/event/submitted/submit/dispatch/"
        "scheduled "
        "at; call date/time/start/started; started at; received on; "
        "call start time; date sent received; client submit time; sent at utc; "
        "date utc; message sent time; date; timestamp",
    ),
    core(
        "time",
        "time",
        "~message time",
    ),
    core(
        "file",
        "file",
        "media/attachment/image/document/attached/audio; media name/file/url/path/id; "
        "attached file; attachment/file url; attachment/file name; has attachment",
    ),
    core(
        "direction",
        "choice",
        "message/sms/call/communication/type direction; inbound outbound; incoming "
        "outgoing; in out; sent or received; direction/sender type; direction "
        "description; is outgoing/incoming/inbound/outbound/sent/from me; message "
        "flow; origin/traffic; sent by type",
    ),
    core(
        "channel",
        "choice",
        "message/communication channel/medium; medium; platform; via; communication "
        "type; ~type; mode; channel; communication/message/delivery/contact "
        "channel/medium/mode/method; source; network; ~provider; type communication; "
        "sent via; app; conversation channel; channel type",
    ),
    core(
        "sender",
        "text",
        "from/author/originator/caller/by/user/staff/header/operator/senderid; sender "
        "name/id/number/phone/email/mobile/presentation/address/user; from "
        "name/number/phone/email/address/user/id/presentation; sent/created by; "
        "caller number/name/phone; called/dialled by; from extension; "
        "author/agent name; source/origin number; caller id; sent from; source "
        "address",
    ),
    core(
        "recipient",
        "text",
        "to/dest/callee/cc/target; recipient name/id/number/phone/email; to "
        "name/number/phone/email/address/user/presentation/mobile; sent/delivered to; "
        "called number; mobile number recipient; destination address; "
        "recipient/to email address; recipient phone number; called party; dialled "
        "number",
    ),
    core(
        "subject",
        "text",
        "message/email/content subject; title/topic/heading/re/template; subject "
        "line; email/message title",
    ),
    core(
        "body",
        "long_text",
        "message/content/text/comments/caption/description/"
        "communication/reply/transcript/wording/details/response; "
        "query/enquiry/inquiry/transcription/snippet/preview; call "
        "note/summary/transcript; message preview; ~summary; "
        "message/sms/email/html/plain/raw/full body; message/sms/email/html content; "
        "sms/plain text; chat/sms/last message; message details/html/sent; message "
        "template text",
    ),
    core(
        "status",
        "choice",
        "message/delivery/send/read/sms/sent/email/final/dlr/reply/call status; dlr; "
        "call outcome/result/disposition; disposition; "
        "read/delivered/confirmation/seen/result/outcome/opened/confirmed; "
        "message/delivery/send/sms/read/sent/email/final/dlr state; delivery "
        "report/result; status description/name/code; read receipt; ~state",
    ),
    created_at(
        "created; created/queued time; created on; date created; queued/requested at; "
        "entry date",
    ),
    updated_at(
        "updated; last/status/date updated; status/done date; ~read date; "
        "status/updated/deliver time; status at; ~read time; ~read/opened at; date "
        "delivered; "
        "network submit time; ~delivered date",
    ),
    # Known to some systems only.
    extra(
        "appointment_id",
        "id",
        "appointment number/code/date; event id; ~appointment",
    ),
    extra(
        "type",
        "choice",
        "message/content/media/template/notification/sms/event/record type; type "
        "code/name; format; ~type",
    ),
    extra(
        "category",
        "choice",
        "category code; message/template/conversation category; template/campaign "
        "name; campaign/purpose/label/tags/group/context; ~reason; message group",
    ),
    extra(
        "price",
        "money",
        "cost/charge/credits/amount/rate/fee; message/total price; message/total/unit "
        "cost; credits used; sms/number credits",
    ),
    extra(
        "currency",
        "text",
        "price unit/currency; currency code",
    ),
    extra(
        "segments",
        "number",
        "number/message segments; parts/pages/count/length/characters/units; "
        "sms/segment/character count; message/sms parts; number sms; number of parts; "
        "num media; message length",
    ),
    extra(
        "error_code",
        "text",
        "error; error message/reason/description/detail; "
        "failure/failed/status/undelivered/bounce reason; reason/failure code; reason "
        "failed",
    ),
    extra(
        "account_id",
        "id",
        "account/subaccount/service sid; subaccount/account/workspace/tenant; "
        "messaging service sid; account name; project/organization/business/inbox id; "
        "sub/user account; phone number id; api username; cost center; client id "
        "account",
    ),
    extra(
        "assigned_to",
        "text",
        "assignee/owner/agent/assigned/team/responsible; assigned user/agent/staff; "
        "operator name; handled by; conversation owner; staff/user assigned",
    ),
    extra(
        "archived_at",
        "datetime",
        "archived; archived on; deleted at",
    ),
    extra(
        "api_version",
        "text",
        "version/api",
    ),
    extra(
        "encrypted_flag",
        "yes_no",
        "encrypted",
    ),
    subjects="message",
    files="message chat sms whatsapp conversation communication inbox text",
    required_any=(("body",),),
    expected="sent_at sender recipient direction",
)
