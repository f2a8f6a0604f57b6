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
        "broadcast/mailing/ad/automation/lead id",
    ),
    core(
        "name",
        "text",
        "campaign name/title; campaign; title; broadcast/mailing/ad/automation name; "
        "name campaign; camp name; email name",
    ),
    core("subject", "text", "subject line; email subject; headline"),
    core(
        "channel",
        "choice",
        "campaign channel/type/medium; medium; ~type; sent via; message type",
    ),
    core(
        "sent_at",
        "datetime",
        "sent/send date/time/on/datetime; sent; date sent; send date time; date; "
        "delivered at/on; campaign date; launch date; scheduled at/date; sent "
        "timestamp",
    ),
    patient_id(
        "contact/subscriber/recipient/member id; ~contact/subscriber/recipient/lead",
        required=False,
    ),
    core(
        "patient_email",
        "email",
        "email address/id?; contact/recipient/subscriber email address?; ~recipient",
    ),
    core(
        "patient_phone",
        "phone",
        "phone number?; mobile number?; sms phone number?; whatsapp number?; "
        "contact/recipient phone",
    ),
    core("patient_first_name", "name", "first name; contact/recipient first name"),
    core("patient_last_name", "name", "last name; contact/recipient last name"),
    core(
        "status",
        "choice",
        "campaign/delivery/send/contact/response/lead/subscriber status; ~state; "
        "outcome; response; result",
    ),
    # Known to some systems only.
    extra(
        "audience",
        "text",
        "list; list name/id; segment; recipients list; target group",
    ),
    extra("tags", "text", "tag; group; labels"),
    extra(
        "recipients_count",
        "number",
        "recipients; total/number recipients; emails/messages sent; total/number "
        "sent; recipient count; sent count; audience size",
    ),
    extra(
        "delivered_count",
        "number",
        "delivered; successful deliveries; total delivered",
    ),
    extra(
        "open_count",
        "number",
        "opens; unique/total opens; opened; times opened; reads",
    ),
    extra("open_rate", "percent", "open percentage; opened percent; avg open rate"),
    extra(
        "click_count",
        "number",
        "clicks; unique/total clicks; clicked; times clicked",
    ),
    extra(
        "click_rate",
        "percent",
        "click percentage; ctr; clicked percent; click through rate",
    ),
    extra(
        "bounce_count",
        "number",
        "bounces; hard/soft/total/other bounces; bounced; failed count",
    ),
    extra("bounce_rate", "percent", "bounce percentage; hard/soft bounce rate"),
    extra(
        "unsubscribe_count",
        "number",
        "unsubscribes; unsubscribed; total unsubscribes; opt outs",
    ),
    extra(
        "spam_count",
        "number",
        "abuse complaints; spam complaints/reports; complaints",
    ),
    extra("revenue", "money", "total revenue; gross sales; sales; revenue generated"),
    extra("order_count", "number", "total orders; orders; purchases"),
    extra("weekday", "text", "send weekday; day week"),
    extra(
        "opt_in_at",
        "datetime",
        "optin time/date; opt in time/date; subscribed at/date; signup date",
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
    extra("country", "text", "country code"),
    extra("region", "text", "state; regions"),
    extra("rating", "number", "member/contact rating; stars; engagement score"),
    extra("notes", "long_text", "note; description"),
    extra("updated_at", "datetime", "updated; last updated/changed; last changed"),
    extra(
        "created_at",
        "datetime",
        "created; created time/date; date created/added; submitted at",
    ),
    extra("platform", "text", "source platform; utm source; publisher"),
    extra("organic_flag", "yes_no", "organic; is organic"),
    extra("form_name", "text", "form; form name/id; landing page"),
    extra(
        "patient_name",
        "name",
        "full name; patient full? name; contact/recipient name",
    ),
    subjects="campaign",
    files="campaign audience subscribed unsubscribed cleaned lead mailing broadcast "
    "outreach newsletter email",
    required_any=(("name", "subject", "campaign_id"),),
    expected="sent_at status channel subject audience",
)
