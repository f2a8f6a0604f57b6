"""The files of a clean export: Pulse's own headers, and which cells are no text."""

COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "physicians": "physician_id name email phone specialty role "
        "registration_number gender clinic city state pincode active",
        "patients": "patient_id name gender date_of_birth phone alternate_phone email "
        "address city state pincode country blood_group allergy_notes "
        "chronic_conditions referred_by tags physician physician_email status "
        "created_at updated_at remarks",
        "appointments": "appointment_id patient_id appointment_date appointment_time "
        "duration_minutes physician physician_email type status reason notes",
        "prescriptions": "prescription_id patient_id appointment_id physician "
        "physician_email date medication dosage frequency duration instructions file",
        "medical_records": "record_id patient_id appointment_id physician "
        "physician_email date chief_complaint diagnosis treatment_plan notes file",
        "bills": "bill_id patient_id appointment_id physician date due_date "
        "description amount tax total paid outstanding status currency payer",
        "bill_items": "bill_id item_name quantity unit_price discount discount_type "
        "tax_name tax_rate total",
        "payments": "payment_id patient_id bill_id date receipt_number amount "
        "payment_method",
        "campaigns": "campaign_id name patient_id channel sent_at status",
        "messages": "message_id thread_id patient_id appointment_id sent_at "
        "direction channel body",
    }.items()
}
# the column that identifies a row, for the list of defects
KEYS = {
    "physicians": "physician_id",
    "patients": "patient_id",
    "appointments": "appointment_id",
    "prescriptions": "prescription_id",
    "medical_records": "record_id",
    "bills": "bill_id",
    "bill_items": "bill_id",
    "payments": "payment_id",
    "campaigns": "campaign_id",
    "messages": "message_id",
}
DATES = frozenset(
    "date_of_birth created_at updated_at appointment_date date due_date sent_at".split()
)
NUMBERS = frozenset(
    "duration_minutes quantity unit_price discount tax_rate amount tax total paid "
    "outstanding refund".split()
)
