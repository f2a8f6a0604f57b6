"""What doctors of this clinic see, prescribe and charge for, by specialty.

A service or a product is (name, price in rupees, GST per cent); services of a clinic
are mostly exempt, medicines and cosmetic work are taxed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Specialty:
    """``cases`` are (complaint, diagnosis, plan), ``drugs`` (name, dosage, frequency,
    days, instructions), ``services`` and ``products`` (name, rupees, GST)."""

    name: str
    cases: tuple[tuple[str, str, str], ...]
    drugs: tuple[tuple[str, str, str, int, str], ...]
    services: tuple[tuple[str, int, int], ...]
    products: tuple[tuple[str, int, int], ...]


GENERAL = Specialty(
    "General Practice",
    (
        ("Fever and body ache", "Viral fever", "Rest, fluids, review after 3 days"),
        ("Cough and cold", "Upper respiratory infection", "Steam, warm fluids"),
        ("Giddiness", "Essential hypertension", "Salt restriction, BP chart, ECG"),
        ("Increased thirst", "Type 2 diabetes mellitus", "Diet, HbA1c in 3 months"),
        ("Loose motions", "Acute gastroenteritis", "ORS, soft diet, review if fever"),
        ("Burning urination", "Urinary tract infection", "Urine culture, fluids"),
        ("Knee pain", "Osteoarthritis of knee", "Physiotherapy, weight reduction"),
        ("Tiredness", "Iron deficiency anaemia", "Iron-rich diet, CBC in 4 weeks"),
    ),
    (
        ("Paracetamol 650 mg tablet", "1 tab", "1-0-1", 3, "After food"),
        ("Amoxicillin 500 mg capsule", "1 cap", "1-1-1", 5, "After food"),
        ("Cetirizine 10 mg tablet", "1 tab", "0-0-1", 5, "At bedtime"),
        ("Metformin 500 mg tablet", "1 tab", "1-0-1", 30, "With food"),
        ("Amlodipine 5 mg tablet", "½ tab", "1-0-0", 30, "Same time each day"),
        ("Pantoprazole 40 mg tablet", "1 tab", "1-0-0", 14, "Before breakfast"),
        ("ORS sachet", "1 sachet in 1 l water", "SOS", 3, "Use within 24 hours"),
        ("Ferrous ascorbate 100 mg", "1 tab", "0-1-0", 30, "Not with tea"),
    ),
    (
        ("Consultation", 500, 0),
        ("Follow-up consultation", 300, 0),
        ("ECG", 350, 0),
        ("Dressing", 200, 0),
        ("Nebulisation", 150, 0),
        ("Injection charges", 100, 0),
    ),
    (("Insulin pen needles", 420, 12), ("Multivitamin syrup", 185, 5)),
)
DENTAL = Specialty(
    "Dentistry",
    (
        ("Tooth pain lower right", "Deep caries 46", "Root canal treatment 46, crown"),
        ("Bleeding gums", "Chronic gingivitis", "Scaling and polishing, review"),
        ("Sensitivity to cold", "Cervical abrasion", "Desensitising paste, filling"),
        ("Missing tooth", "Partial edentulism 36", "Implant or bridge explained"),
        ("Crowded teeth", "Class II malocclusion", "Orthodontic treatment, OPG"),
    ),
    (
        ("Amoxicillin 500 mg capsule", "1 cap", "1-1-1", 5, "After food"),
        ("Ibuprofen 400 mg tablet", "1 tab", "1-0-1", 3, "After food"),
        ("Chlorhexidine mouthwash 0.2%", "10 ml", "1-0-1", 7, "Do not swallow"),
        ("Metronidazole 400 mg tablet", "1 tab", "1-1-1", 5, "No alcohol"),
    ),
    (
        ("Dental consultation", 400, 0),
        ("Scaling and polishing", 1200, 0),
        ("Composite filling", 1500, 0),
        ("Root canal treatment", 6500, 0),
        ("Zirconia crown", 9500, 0),
        ("Dental implant", 32000, 0),
        ("Full mouth rehabilitation", 125000, 0),
        ("Teeth whitening", 8000, 18),
    ),
    (("Desensitising toothpaste", 240, 18), ("Mouthwash 150 ml", 160, 12)),
)
SKIN = Specialty(
    "Dermatology",
    (
        ("Pimples on face", "Acne vulgaris grade II", "Gel at night, review 6 weeks"),
        ("Itching in groin", "Tinea cruris", "Antifungal, keep dry"),
        ("Hair fall", "Androgenetic alopecia", "Minoxidil, PRP explained"),
        ("Dark patches", "Melasma", "Sunscreen, glycolic peel"),
        ("Dry skin", "Atopic dermatitis", "Emollients, avoid triggers"),
    ),
    (
        ("Adapalene 0.1% gel", "pea-size", "0-0-1", 42, "Apply at night"),
        ("Luliconazole 1% cream", "thin layer", "0-0-1", 28, "On dry skin"),
        ("Levocetirizine 5 mg tablet", "½ tab", "0-0-1", 10, "At bedtime"),
        ("Minoxidil 5% solution", "1 ml", "1-0-1", 90, "Store below 30 °C"),
    ),
    (
        ("Skin consultation", 700, 0),
        ("Cryotherapy per lesion", 600, 0),
        ("Chemical peel", 2500, 18),
        ("Laser hair reduction session", 4500, 18),
        ("PRP session", 5500, 18),
    ),
    (("Sunscreen SPF 50", 650, 18), ("Moisturising lotion", 380, 18)),
)
HOMEOPATHY = Specialty(
    "Homeopathy",
    (
        (
            "Recurrent cold since childhood",
            "Allergic rhinitis",
            "Constitutional remedy",
        ),
        ("Migraine, left sided", "Migraine without aura", "Trigger diary, remedy"),
        ("Joint stiffness in the morning", "Early rheumatoid arthritis", "ESR, CRP"),
        ("Anxiety before exams", "Anxiety, situational", "Counselling, remedy"),
    ),
    (
        ("Natrum mur 200", "4 pills", "1-0-0", 7, "Empty stomach"),
        ("Nux vomica 30", "4 pills", "0-0-1", 15, "No coffee"),
        ("Rhus tox 30", "4 pills", "1-0-1", 15, "Dissolve on the tongue"),
        ("Arsenicum album 30", "4 pills", "1-0-1", 10, "½ hour before food"),
    ),
    (
        ("Case taking", 1000, 0),
        ("Follow-up with medicines", 450, 0),
        ("Tele-consultation", 350, 0),
    ),
    (("Homeopathic medicines, 15 days", 250, 5), ("Arnica hair oil", 210, 12)),
)
SPECIALTIES = (GENERAL, DENTAL, SKIN, HOMEOPATHY)
ALLERGIES = (
    "Penicillin",
    "Sulfa drugs",
    "Aspirin",
    "Ibuprofen",
    "Dust",
    "Peanuts",
    "Latex",
    "Shellfish",
    "Iodine contrast",
)
CONDITIONS = (
    "Hypertension",
    "Type 2 diabetes",
    "Asthma",
    "Hypothyroidism",
    "Thalassaemia minor",
    "Chronic kidney disease stage 2",
    "PCOS",
)
