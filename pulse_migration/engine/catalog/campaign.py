"""The outreach file: one row a patient touched by a campaign, or one row a campaign."""

from ._common import (
    patient_id,
)
from ._types import core, define, extra

CAMPAIGN = define(
    "campaign",
    "Campaign",
    core(
        "campaign_id",
        "id",
        "campaign code/number/key/uuid; camp id/number/code; id/reference; external "
        "campaign id; job number; "
        "unique/broadcast/mailing/ad/automation/lead/batch/flow/message/adset/job/"
        "send id",
    ),
    core(
        "name",
        "text",
        "campaign/broadcast/mailing/ad/automation/camp/email/newsletter/flow/journey/"
        "message/event/internal/adset/job/sequence/workflow/activity/subject name; "
        "campaign/broadcast/mailing/newsletter/email/ad/automation/flow/journey/"
        "message/event/camp title; campaign/title/camp/event; recall type/name; name "
        "campaign",
    ),
    core(
        "subject",
        "text",
        "subject line; email subject; headline/template/message/content/body; preview "
        "text; template name",
    ),
    core(
        "channel",
        "choice",
        "campaign channel/type/medium; medium; sent via; message type; channel; "
        "campaign/message/communication/delivery/marketing channel/medium/type/mode; "
        "via; mode; method; recall/contact/sending method; send type; media; channel "
        "name; utm medium; activity type; ~type",
    ),
    core(
        "sent_at",
        "datetime",
        "sent/send date/time/on/datetime; ~sent; date sent; send date time; date; "
        "delivered at/on; campaign date; launch date; scheduled at/date; last sent; "
        "sent timestamp; "
        "sent/send/delivery/delivered/launch/scheduled/schedule/broadcast/start/"
        "campaign/event/mailing/publish/dispatch/last "
        "send/send at date/time/on/at/datetime/timestamp; send time; date time; "
        "schedule; launched; sent on; timestamp; started at; first sent; start date; "
        "sending date; campaign start date?; published; date scheduled; last sent",
    ),
    patient_id(
        "contact/subscriber/recipient/member/external/profile/user/person id; "
        "uhid/mrn/member; "
        "subscriber/contact/recipient/member/customer/lead/user/person key; patient "
        "no; contact/subscriber/recipient/member/lead/user/person number; "
        "~subscriber/recipient/lead/contact",
        required=False,
    ),
    core(
        "patient_email",
        "email",
        "email/to address; email id; email; "
        "contact/recipient/subscriber/customer/member/user/lead/to email address; "
        "contact/recipient/subscriber/member/user/lead/to email; ~recipient",
    ),
    core(
        "patient_phone",
        "phone",
        "phone/mobile/whatsapp/to/sms number; phone/mobile/whatsapp/sms/to; sms phone "
        "number; sms/contact/recipient/member/whatsapp/user/lead phone; "
        "contact/recipient/customer/member/whatsapp/sms/user/lead mobile",
    ),
    core(
        "patient_first_name",
        "name",
        "first name; contact/recipient/subscriber first name",
    ),
    core(
        "patient_last_name",
        "name",
        "last name; contact/recipient/subscriber last name",
    ),
    core(
        "status",
        "choice",
        "campaign/delivery/send/contact/response/lead/subscriber status; outcome; "
        "response; result; status; "
        "campaign/delivery/message/send/sent/email/sms/contact/response/lead/"
        "subscriber/subscription/member/engagement/broadcast/current/opt "
        "in status/state; delivery state; stage; disposition; lead stage; delivery "
        "report; member status; ~reply; event type; ~state",
    ),
    # Known to some systems only.
    extra(
        "audience",
        "text",
        "list/segment/target; list/group/segment/audience name; list id; "
        "recipients/target/send/contact/mailing list; target group/audience/segment; "
        "included/excluded lists; contact list name; recipients group; campaign "
        "audience",
    ),
    extra(
        "tags",
        "text",
        "group/labels/categories/interests/theme; campaign tags",
    ),
    extra(
        "recipients_count",
        "number",
        "recipients/sends/targeted/requests/reach/attempted/enqueued/participants; "
        "total recipients/sent/sends/contacts/targeted; number "
        "recipients/sent/sends/contacts; emails/messages/unique/sms/quantity sent; "
        "sent/contacts count; audience/send/list size; unique "
        "recipients/sends/contacts; number of emails sent",
    ),
    extra(
        "delivered_count",
        "number",
        "delivered/deliveries; successful deliveries; "
        "total/successfully/messages/emails/number/unique delivered; delivery count",
    ),
    extra(
        "open_count",
        "number",
        "opens/opened/reads/seen; unique/total/gross/human/estimated/number opens; "
        "times/emails/unique/total opened; read/opened count; unique open count",
    ),
    extra(
        "open_rate",
        "percent",
        "open percentage/ratio; opened percent; avg/unique/average open rate; percent "
        "opened; read rate; open through rate",
    ),
    extra(
        "click_count",
        "number",
        "clicks/clicked/clickers; unique/total/gross/link/number/subscriber clicks; "
        "times/total/unique clicked; unique click count; clicks unique/all",
    ),
    extra(
        "click_rate",
        "percent",
        "click percentage/through; ctr/ctor; clicked percent; click through rate; "
        "unique click rate; click to open rate; percent clicked; clicks ratio",
    ),
    extra(
        "bounce_count",
        "number",
        "bounces/bounced/undelivered/undeliverable; ~failed/rejected/dropped/errors; "
        "~blocked/invalid/skipped; hard/soft/total/other bounces; "
        "failed count; hard/soft/total/other bounced; total failed; not delivered",
    ),
    extra(
        "bounce_rate",
        "percent",
        "bounce percentage; hard/soft bounce rate; bounced percent/ratio; failure rate",
    ),
    extra(
        "unsubscribe_count",
        "number",
        "unsubscribes/unsubscribed/unsubs/unsubscriptions/stops; total/unique "
        "unsubscribes; opt outs; opted out; optout count",
    ),
    extra(
        "spam_count",
        "number",
        "abuse/spam complaints; spam/abuse/junk reports; "
        "complaints/abuse/spam/complained; spam reported; marked as spam; complaint "
        "count",
    ),
    extra(
        "revenue",
        "money",
        "total/attributed/campaign/goal revenue; gross/total sales; "
        "sales/amount; revenue generated; ~conversion value; placed order value",
    ),
    extra(
        "order_count",
        "number",
        "total/unique/number orders; orders/purchases/bookings/converted; unique "
        "placed order; total placed orders; appointments booked",
    ),
    extra("weekday", "text", "send weekday; day week"),
    extra(
        "opt_in_at",
        "datetime",
        "optin time/date; subscribed at/date; signup/subscription/subscribe date; "
        "date subscribed; subscribed",
    ),
    extra(
        "opt_in_ip",
        "text",
        "opt in ip address; signup ip",
    ),
    extra(
        "consent_at",
        "datetime",
        "confirm time; confirmation time/date; consent date/time",
    ),
    extra(
        "consent_ip",
        "text",
        "confirm/confirmation ip; consent ip address",
    ),
    extra("latitude", "number", "lat"),
    extra(
        "longitude",
        "number",
        "lng/lon/long",
    ),
    extra(
        "time_zone",
        "text",
        "tz; gmt/dst offset",
    ),
    extra(
        "country",
        "text",
        "country code/name",
    ),
    extra(
        "region",
        "text",
        "city/zone/district/area/location",
    ),
    extra(
        "rating",
        "number",
        "member/contact rating; stars/score; engagement/lead score",
    ),
    extra(
        "notes",
        "long_text",
        "description/details/reason/feedback/goal/objective; failure "
        "reason/message/code; error reason/message/code; message status reason",
    ),
    extra(
        "updated_at",
        "datetime",
        "updated; last updated/activity/engagement; modified date/time; last "
        "activity/event date",
    ),
    extra(
        "created_at",
        "datetime",
        "created/joined; created time/date; date/timestamp created; submitted at; "
        "created by date; lead created time",
    ),
    extra(
        "platform",
        "text",
        "source/ad platform; utm/campaign/lead/traffic source; "
        "publisher/source/provider/device/sender/from; utm campaign/content/term; "
        "source type; from name/email; reply to",
    ),
    extra(
        "organic_flag",
        "yes_no",
        "organic",
    ),
    extra(
        "form_name",
        "text",
        "form; form id/title; landing page; lead form name",
    ),
    extra(
        "patient_name",
        "name",
        "full/contact/recipient/subscriber/member/lead/display/to/profile name; "
        "patient/contact/recipient/subscriber/member/lead full name",
    ),
    subjects="campaign",
    files="campaign audience subscribed unsubscribed cleaned lead mailing broadcast "
    "outreach newsletter email",
    required_any=(("name", "subject", "campaign_id"),),
    expected="sent_at status channel subject audience",
)
