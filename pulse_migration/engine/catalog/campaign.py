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
        "campaign id/code/number/key/uuid; id; unique id; "
        "broadcast/mailing/ad/automation/lead id; campaign uid; external campaign id; "
        "batch id; job number; reference; record id; automation id; flow id; "
        "broadcast/mailing/message/ad/adset/job/send id",
    ),
    core(
        "name",
        "text",
        "campaign name/title; campaign; title; broadcast/mailing/ad/automation name; "
        "name campaign; camp name; email name; "
        "campaign/broadcast/mailing/newsletter/email/ad/automation/flow/journey/message/event/camp "
        "name/title; internal name; camp; ad name; adset name; job name; event; "
        "sequence name; workflow name; activity name; subject name",
    ),
    core(
        "subject",
        "text",
        "subject line; email subject; headline; preview text; mail subject; template; "
        "template name; message; message text; content; body",
    ),
    core(
        "channel",
        "choice",
        "campaign channel/type/medium; medium; sent via; message type; channel; "
        "campaign/message/communication/delivery/marketing channel/medium/type/mode; "
        "via; mode; send type; media; channel name; utm medium; activity type; ~type",
    ),
    core(
        "sent_at",
        "datetime",
        "sent/send date/time/on/datetime; sent; date sent; send date time; date; "
        "delivered at/on; campaign date; launch date; scheduled at/date; sent "
        "timestamp; "
        "sent/send/delivery/delivered/launch/scheduled/schedule/broadcast/start/campaign/event/mailing/publish/dispatch/last "
        "send/send at date/time/on/at/datetime/timestamp; send time; date time; "
        "schedule; launched; sent on; timestamp; started at; first sent; start date; "
        "sending date; campaign start date?; published; date scheduled; last sent",
    ),
    patient_id(
        "contact/subscriber/recipient/member id; uhid; mrn; subscriber key; external "
        "id; profile id; patient no; member; ~subscriber/recipient/lead; "
        "contact/subscriber/recipient/member/customer/client/user/person id; "
        "contact/subscriber/recipient/member/customer/client/lead/user/person key; "
        "contact/subscriber/recipient/member/customer/client/lead/user/person number; "
        "contact/subscriber/recipient/member/customer/client/user/person uid; "
        "~contact",
        required=False,
    ),
    core(
        "patient_email",
        "email",
        "email address/id?; contact/recipient/subscriber email address?; email; email "
        "address; contact/recipient/subscriber/customer/member/user/lead/to email "
        "address?; to email; email id; to address; mail; ~recipient",
    ),
    core(
        "patient_phone",
        "phone",
        "phone number?; mobile number?; sms phone number?; whatsapp number?; "
        "contact/recipient phone; phone; phone number; mobile; mobile no; whatsapp; "
        "sms; to number; msisdn; to; cell; "
        "contact/recipient/customer/member/whatsapp/sms/user/lead phone; "
        "contact/recipient/customer/member/whatsapp/sms/user/lead mobile; "
        "whatsapp/sms number",
    ),
    core(
        "patient_first_name",
        "name",
        "first name; contact/recipient first name; "
        "contact/recipient/subscriber/customer first name",
    ),
    core(
        "patient_last_name",
        "name",
        "last name; contact/recipient last name; "
        "contact/recipient/subscriber/customer last name",
    ),
    core(
        "status",
        "choice",
        "campaign/delivery/send/contact/response/lead/subscriber status; outcome; "
        "response; result; status; "
        "campaign/delivery/message/send/sent/email/sms/contact/response/lead/subscriber/subscription/member/engagement/broadcast/current/opt "
        "in status/state; delivery state; stage; disposition; lead stage; delivery "
        "report; member status; reply; event type; ~state",
    ),
    # Known to some systems only.
    extra(
        "audience",
        "text",
        "list; list name/id; segment; recipients list; target group; lists; segments; "
        "target; target audience/group/list; list name; send list; included/excluded "
        "lists; group name; contact list name?; recipient list; mailing list; segment "
        "name; recipients group; target segment; campaign audience; audience name; "
        "audience",
    ),
    extra(
        "tags",
        "text",
        "tag; group; labels; tags; categories; category; groups; campaign tags; "
        "interests; theme",
    ),
    extra(
        "recipients_count",
        "number",
        "recipients; total/number recipients; emails/messages sent; total/number "
        "sent; recipient count; sent count; audience size; total/number/unique "
        "recipients/sent/sends/contacts; emails/messages/sms sent; sends; total "
        "contacts; contacts count; targeted; total targeted; number of emails sent; "
        "total sent; send size; requests; reach; attempted; enqueued; quantity sent; "
        "list size; participants",
    ),
    extra(
        "delivered_count",
        "number",
        "delivered; successful deliveries; total delivered; deliveries; delivered "
        "count; successfully delivered; messages delivered; emails delivered; "
        "delivery count; number delivered; unique delivered",
    ),
    extra(
        "open_count",
        "number",
        "opens; unique/total opens; opened; times opened; reads; open; "
        "unique/total/gross/human/estimated opens; read; read count; open count; "
        "opened count; unique open count; emails opened; number opens; unique opened; "
        "total opened; seen",
    ),
    extra(
        "open_rate",
        "percent",
        "open percentage; opened percent; avg open rate; open rate; opens percent; "
        "unique open rate; percent opened; average open rate; read rate; open ratio; "
        "opens rate; open through rate",
    ),
    extra(
        "click_count",
        "number",
        "clicks; unique/total clicks; clicked; times clicked; click; "
        "unique/total/gross clicks; link clicks; click count; unique click count; "
        "clicks unique; clickers; number clicks; total clicked; unique clicked; "
        "subscriber clicks; clicks all",
    ),
    extra(
        "click_rate",
        "percent",
        "click percentage; ctr; clicked percent; click through rate; click rate; "
        "clicks percent; unique click rate; ctor; click to open rate; percent "
        "clicked; clicks ratio; click ratio; clicks rate; click through",
    ),
    extra(
        "bounce_count",
        "number",
        "bounces; hard/soft/total/other bounces; bounced; failed count; "
        "hard/soft/total/other bounces/bounced; bounce count; failed; undelivered; "
        "total failed; rejected; dropped; errors; not delivered; bounce; "
        "undeliverable; blocked; invalid; skipped",
    ),
    extra(
        "bounce_rate",
        "percent",
        "bounce percentage; hard/soft bounce rate; bounce rate; bounce percent; "
        "bounced percent; bounces rate; bounced ratio; failure rate",
    ),
    extra(
        "unsubscribe_count",
        "number",
        "unsubscribes; unsubscribed; total unsubscribes; opt outs; total/unique "
        "unsubscribes; optouts; unsubs; opted out; unsubscribe count; "
        "unsubscriptions; optout count; stops",
    ),
    extra(
        "spam_count",
        "number",
        "abuse complaints; spam complaints/reports; complaints; spam "
        "complaints/reports/count; abuse complaints/reports; abuse; spam; spam "
        "reported; marked as spam; complained; complaint count; junk reports",
    ),
    extra(
        "revenue",
        "money",
        "total revenue; gross sales; sales; revenue generated; revenue; "
        "total/attributed/campaign revenue; conversion value; placed order value; "
        "total sales; amount spent; spend; cost; budget; amount; goal revenue",
    ),
    extra(
        "order_count",
        "number",
        "total orders; orders; purchases; total/unique orders; unique placed order; "
        "total placed orders; order count; number orders; bookings; appointments; "
        "appointments booked; converted",
    ),
    extra("weekday", "text", "send weekday; day week"),
    extra(
        "opt_in_at",
        "datetime",
        "optin time/date; opt in time/date; subscribed at/date; signup date; optin "
        "time/date/at; subscribed on/at/date; subscription date; date subscribed; "
        "subscribe date; subscribed",
    ),
    extra("opt_in_ip", "text", "optin ip; opt in ip address?; signup ip"),
    extra(
        "consent_at",
        "datetime",
        "confirm time; confirmation time/date; consent date/time",
    ),
    extra("consent_ip", "text", "confirm ip; confirmation ip; consent ip address?"),
    extra("latitude", "number", "lat"),
    extra("longitude", "number", "lng; lon; long"),
    extra("time_zone", "text", "timezone; tz; gmt/dst offset"),
    extra(
        "country",
        "text",
        "country code; country; country code/name",
    ),
    extra(
        "region",
        "text",
        "state; regions; region; city; zone; district; area; location; clinic; "
        "branch; province",
    ),
    extra(
        "rating",
        "number",
        "member/contact rating; stars; engagement score; rating; contact/member "
        "rating; score; lead score",
    ),
    extra(
        "notes",
        "long_text",
        "note; description; notes; comments; remarks; details; failure/error "
        "reason/message/code; reason; message status reason; feedback; comment; "
        "remark; goal; objective",
    ),
    extra(
        "updated_at",
        "datetime",
        "updated; last updated/changed; last changed; modified date/time; last "
        "modified; last activity date?; updated time; last engagement; last event "
        "date",
    ),
    extra(
        "created_at",
        "datetime",
        "created; created time/date; date created/added; submitted at; created "
        "at/on/date/time; created by date; added date; lead created time; create "
        "date; creation time; date created; joined; timestamp created",
    ),
    extra(
        "platform",
        "text",
        "source platform; utm source; publisher; platform; source; utm "
        "source/campaign/content/term; source type; ad platform; campaign source; "
        "provider; device; lead source; traffic source; sender; from name; from "
        "email; from; reply to",
    ),
    extra("organic_flag", "yes_no", "organic; is organic"),
    extra(
        "form_name",
        "text",
        "form; form name/id; landing page; form title; lead form name",
    ),
    extra(
        "patient_name",
        "name",
        "full name; patient full? name; contact/recipient name; "
        "contact/recipient/subscriber/customer/member/lead full? name; display name; "
        "to name; profile name",
    ),
    subjects="campaign",
    files="campaign audience subscribed unsubscribed cleaned lead mailing broadcast "
    "outreach newsletter email",
    required_any=(("name", "subject", "campaign_id"),),
    expected="sent_at status channel subject audience",
)
