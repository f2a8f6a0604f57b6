"""Words of clinic data and what each means; a word not listed is never guessed."""


def _words(**groups: str) -> dict[str, str]:
    return {
        word.strip(): meaning
        for meaning, words in groups.items()
        for word in words.split(",")
    }


_MONTH_WORDS = {
    1: "january januar janvier enero gennaio janeiro januari जनवरी",
    2: "february februar février fevrier febrero febbraio fevereiro februari "
    "फरवरी फ़रवरी",
    3: "march märz maerz mars marzo março marco maart मार्च",
    4: "april avril abril aprile अप्रैल",
    5: "may mai mayo maggio maio mei मई",
    6: "june juni juin junio giugno junho जून",
    7: "july juli juillet julio luglio julho जुलाई",
    8: "august août aout agosto augustus अगस्त",
    9: "september septembre septiembre setiembre settembre setembro सितंबर सितम्बर",
    10: "october oktober octobre octubre ottobre outubro अक्टूबर अक्तूबर",
    11: "november novembre noviembre novembro नवंबर नवम्बर",
    12: "december dezember décembre decembre diciembre dicembre dezembro दिसंबर दिसम्बर",
}


def _months() -> dict[str, int]:
    """Map each name, and each start of one that leaves one month, to its number."""
    starts: dict[str, set[int]] = {}
    for number, names in _MONTH_WORDS.items():
        for name in names.split():
            lengths = range(3, len(name) + 1) if name.isalpha() else (len(name),)
            for length in lengths:
                starts.setdefault(name[:length], set()).add(number)
    return {
        start: min(numbers) for start, numbers in starts.items() if len(numbers) == 1
    }


MONTHS: dict[str, int] = _months()

GENDERS: dict[str, str] = _words(
    male="m,male,man,boy,gents,gent,gentleman,male child,baby boy,m/male,m - male,"
    "male (m),mail,masculine,masculino,männlich,homme,boy child,infant male,"
    "male infant,purush,purus,aadmi,admi,mard,nar,ladka,balak,पुरुष,पु,लड़का,पुरूष,"
    "पुं,बालक,मर्द,मुलगा,પુરુષ,ਪੁਰਸ਼,ਮਰਦ,পুরুষ,ஆண்,పురుషుడు,పురుషులు,మగ,ಪುರುಷ,ಗಂಡು,പുരുഷൻ,مرد",
    female="f,female,woman,girl,lady,ladies,female child,baby girl,f/female,f - female,"
    "female (f),femail,feminine,femenino,feminino,weiblich,femme,girl child,"
    "infant female,female infant,stri,stree,istri,mahila,aurat,naari,nari,ladki,balika,"
    "महिला,स्त्री,लड़की,औरत,बालिका,नारी,मुलगी,સ્ત્રી,મહિલા,ਔਰਤ,ਮਹਿਲਾ,মহিলা,பெண்,"
    "స్త్రీ,మహిళ,ఆడ,ಮಹಿಳೆ,ಸ್ತ್ರೀ,ಹೆಣ್ಣು,സ്ത്രീ,عورت",
    other="o,other,others,t,tg,trans,transgender,third gender,3rd gender,hijra,kinnar,"
    "intersex,non-binary,non binary,nonbinary,nb,diverse,divers,genderqueer,अन्य,"
    "ट्रांसजेंडर,किन्नर,उभयलिंगी",
)

YES_NO: dict[str, bool] = {
    word.strip(): meaning
    for meaning, words in (
        (
            True,
            "y,yes,yeah,yep,true,t,1,1.0,on,ok,checked,ticked,active,enabled,done,"
            "opted in,opted-in,opt in,opt-in,subscribed,granted,given,agreed,accepted,"
            "consented,✓,✔,☑,✅,हाँ,हां,जी हाँ,haan,ha,sí,oui,ja",
        ),
        (
            False,
            "n,no,nope,false,f,0,0.0,off,unchecked,not checked,inactive,in-active,"
            "disabled,not done,opted out,opted-out,opt out,opt-out,unsubscribed,denied,"
            "withdrawn,declined,refused,not given,✗,✘,☐,❌,नहीं,नही,nahi,nahin,nein,non",
        ),
    )
    for word in words.split(",")
}

NO_ALLERGY = frozenset(
    word.strip()
    for word in """
    nkda, nka, nkfa, nkma, nil, nill, none, no, nil known, none known, not known,
    nothing,
    no allergy, no allergies, no known allergy, no known allergies, no drug allergy,
    no drug allergies, no known drug allergy, no known drug allergies, nil allergy,
    nil allergies, nil known allergies, nil known allergy, no any allergy, denies,
    denies allergies, denies any allergies, no h/o allergy, no h/o drug allergy,
    no history of allergy, no history of allergies, no known food allergies,
    no known medication allergies, none reported, nothing known, no known, not allergic,
    no known drug allergies (nkda), no known allergies (nka), कोई नहीं, नहीं
    """.split(",")
)

# Symbols and words of money; None where only the clinic's country can tell.
CURRENCIES: dict[str, str | None] = {
    "₹": "INR",
    "रु": "INR",
    "रू": "INR",
    "रुपये": "INR",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₨": None,
    "$": None,
    "rs": None,
    "re": None,
    "rupees": None,
    "rupee": None,
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "s$": "SGD",
    "nz$": "NZD",
    "dhs": "AED",
    "dh": "AED",
    "kd": "KWD",
    "rm": "MYR",
    "৳": "BDT",
    "tk": "BDT",
    "ksh": "KES",
    "kes": "KES",
    "r$": "BRL",
} | {
    code: code.upper()
    for code in "inr usd eur gbp aed sar qar kwd bhd omr sgd myr aud cad nzd lkr npr "
    "pkr bdt btn mur zar kes ngn chf jpy cny thb php idr".split()
}
RUPEES: dict[str, str] = {
    "IN": "INR",
    "PK": "PKR",
    "LK": "LKR",
    "NP": "NPR",
    "MU": "MUR",
    "SC": "SCR",
}
DOLLARS: dict[str, str] = {
    "US": "USD",
    "AU": "AUD",
    "CA": "CAD",
    "NZ": "NZD",
    "SG": "SGD",
    "HK": "HKD",
}

# What stands behind an amount and says how to read it; flagged, never a sign.
MONEY_SUFFIXES: dict[str, str] = {
    "cr": "money_credit",
    "credit": "money_credit",
    "dr": "money_debit",
    "debit": "money_debit",
    "adv": "money_advance",
    "advance": "money_advance",
    "due": "money_due",
    "dues": "money_due",
    "pending": "money_due",
    "bal": "money_due",
    "balance": "money_due",
    "paid": "money_paid",
    "refund": "money_refund",
    "refunded": "money_refund",
}

# Before and after noon as phones set to an Indian language write it.
HALF_DAYS = {
    "पूर्वाह्न": "am",
    "अपराह्न": "pm",
    "म.पू.": "am",
    "म.उ.": "pm",
    "முற்பகல்": "am",
    "பிற்பகல்": "pm",
    "ಪೂರ್ವಾಹ್ನ": "am",
    "ಅಪರಾಹ್ನ": "pm",
    "ਪੂ.ਦੁ.": "am",
    "ਬਾ.ਦੁ.": "pm",
}

PHONE_LABELS = frozenset(
    "m mob mobile mo mbl ph phone tel telephone cell cel c contact no nos num number "
    "wa whatsapp r res resi residence h home hm o off office w work land landline ll "
    "pri primary sec secondary alt alternate fax std t p मोबाइल फोन फ़ोन".split()
)

TEST_NAMES = frozenset(
    "test testing tester test1 test2 test3 dummy demo sample testpatient demopatient "
    "dummypatient asdf asdfg qwerty abcd xyz abc aaa bbb xxx zzz".split()
)

TITLES = frozenset(
    "mr mrs ms miss mx master mstr dr doc prof shri sri shree smt shrimati kumari kum "
    "sushri capt captain rev late pandit mme mlle herr frau sir madam श्री श्रीमती "
    "कुमारी सुश्री डॉ डा डॉक्टर".split()
)
# Titles that are names as well; they need their dot.
DOTTED_TITLES = TITLES | frozenset(
    "km er adv col lt maj major gen fr sr pt mast bro hon".split()
)
