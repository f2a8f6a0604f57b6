"""The lines of bills, when they come in a file of their own."""

from ._common import (
    created_at,
    updated_at,
)
from ._types import core, define, extra

BILL_ITEM = define(
    "bill_item",
    "Bill item",
    core(
        "bill_item_id",
        "id",
        "item/line id/number; id; bill line id/number; serial number",
    ),
    core(
        "bill_id",
        "id",
        "bill id/number/code/key/reference/uuid; bill; claim id/number; parent id",
        required=True,
    ),
    core(
        "item_name",
        "text",
        "item; item/product/service/treatment/procedure/medicine name; product; "
        "service; treatment; procedure; billable item name?; name; particulars",
    ),
    core("description", "text", "item/line/service/product description; details"),
    core("quantity", "number", "item/product quantity; units; number units; count"),
    core(
        "unit_price",
        "money",
        "price; rate; unit cost/amount/rate/fee; price per unit; item "
        "price/rate/cost; cost; fee; mrp",
    ),
    core("discount", "money", "discount amount/value/given; concession; item discount"),
    core("discount_type", "choice", "discount unit; discount percent/percentage"),
    core("tax_name", "text", "tax type/code/label"),
    core("tax_rate", "percent", "tax percent/percentage; gst percent"),
    core("tax", "money", "tax amount/total/value; total tax"),
    core(
        "amount_net",
        "money",
        "net amount/price/total; subtotal; amount before/without/excluding tax; total "
        "excluding tax; taxable value/amount",
    ),
    core(
        "amount_total",
        "money",
        "amount; total; line/item total/amount; total amount/price/cost/including; "
        "total including tax; final amount",
    ),
    # Known to some systems only.
    extra("patient_id", "id", "patient id/number/code/key; ~patient; mrn; uhid"),
    extra("physician_name", "name", "physician; staff name; performed by"),
    extra("physician_id", "id", "~physician; physician id/code/number"),
    extra("date", "date", "service/item/treatment/line date; date service"),
    core("notes", "long_text", "note; line/item note"),
    created_at(),
    updated_at(),
    extra(
        "item_code",
        "text",
        "item/product/service/procedure/hsn/cpt/billing/treatment code; ~code; sku; "
        "hsn; sac; item/product number; product id; billable item id",
    ),
    extra("patient_name", "name", "patient full? name; full name"),
    extra("category", "choice", "item/product/service category/type; type"),
    subjects="item line product",
    files="item line lineitem details product",
    expected="quantity unit_price amount_total",
)
