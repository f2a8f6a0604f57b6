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
        "item/line/serial number; id/line; bill line/detail id; bill line number; "
        "line item id; bill line; item/line/row/unique/charge/detail id",
    ),
    core(
        "bill_id",
        "id",
        "bill/claim/document/charge/sale/order/receipt/transaction number; bill "
        "code/key/reference/uuid; bill/claim/parent; "
        "claim/parent/sale/order/receipt/transaction id; parent bill id; bill header "
        "id",
        required=True,
    ),
    core(
        "item_name",
        "text",
        "item/product/service/treatment/procedure/name/"
        "particulars/medicine/test/package/article/charge; "
        "product/service/treatment/procedure/medicine/charge/test/package/fee name; "
        "billable item name; billable item; item/product service; item details name",
    ),
    core(
        "description",
        "text",
        "item/line/service/product description; details/particulars/narration; "
        "charge/treatment/procedure/line item description; line/service/product "
        "details",
    ),
    core(
        "quantity",
        "number",
        "item/product/line/billed/service/pack quantity; "
        "units/count/sessions/days/number; number units",
    ),
    core(
        "unit_price",
        "money",
        "price/rate/cost/fee/mrp/each; unit/item/service/sale/selling/list/base cost; "
        "unit/service/sale/selling/list/base amount; "
        "unit/item/service/sale/selling/list/base fee; price/rate per unit; "
        "item/service/sale/selling/list/base price; "
        "item/service/sale/selling/list/base rate; price each; unit cost price; unit "
        "price tax; item/unit/service/sale/selling/list/base charge",
    ),
    core(
        "discount",
        "money",
        "discount/discounted amount; discount given; concession; item/line/total "
        "discount",
    ),
    core(
        "discount_type",
        "choice",
        "discount unit/percent",
    ),
    core("tax_name", "text", "tax type/code/label"),
    core(
        "tax_rate",
        "percent",
        "tax percent",
    ),
    core(
        "tax",
        "money",
        "tax amount/total; total/gst/cgst/sgst/igst/line/item tax; "
        "gst/cgst/sgst/igst/line/item/total tax amount",
    ),
    core(
        "amount_net",
        "money",
        "net/taxable/gross amount; net price/total; subtotal/net/gross; amount "
        "before/without/excluding/ex tax; total excluding tax; taxable value; "
        "line/item subtotal; net line amount; price before tax",
    ),
    core(
        "amount_total",
        "money",
        "amount/total/payable; line/item/final total; "
        "line/item/total/final/extended/charge/billed amount; total "
        "price/cost/including/charge; total including tax; extended price; net amount "
        "with tax; amount charged; total tax inclusive; subtotal tax; "
        "line/item/net/final total amount",
    ),
    # Known to some systems only.
    extra(
        "patient_id",
        "id",
        "patient number/code/key; mrn/uhid; ~patient",
    ),
    extra(
        "physician_name",
        "name",
        "physician/staff/employee; staff name; performed staff; service physician",
    ),
    extra(
        "physician_id",
        "id",
        "physician code/number; ~physician",
    ),
    extra(
        "date",
        "date",
        "service/item/treatment/line/from/charge/entry/bill/posting date; date "
        "charge; charged on; bill datetime",
    ),
    core(
        "notes",
        "long_text",
        "line/item note",
    ),
    created_at(),
    updated_at(),
    extra(
        "item_code",
        "text",
        "product/service/procedure/hsn/cpt/billing/treatment/"
        "revenue/charge/tariff/ada/cdt code; sku/hsn/sac/barcode/plu; "
        "item/product/batch/service/cpt/procedure/tariff/ada/cdt number; "
        "product/service/item/cpt/procedure/tariff/ada/cdt id; billable item id; hsn "
        "sac code; ~code",
    ),
    extra(
        "patient_name",
        "name",
        "patient full name; full name",
    ),
    extra(
        "category",
        "choice",
        "item/product/service category/type; type; item/product/service/charge "
        "category/group/type/class; department; head; service head; group; sub "
        "category",
    ),
    subjects="item line product",
    files="item line lineitem details product",
    expected="quantity unit_price amount_total",
)
