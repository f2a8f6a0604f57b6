"""The stems by which a clinic's own words are recognised, one table a kind.

Patterns meet plain text: lower case, one blank between words, no dots in
abbreviations ("d.d." is "dd"), slashes and dashes as blanks, "|" where a clause ends.
"""

# kind -> (meaning, pattern), the first that is found wins. A meaning that is found
# beside another one makes the proposal doubtful; so does a "?" before the meaning.
MEANINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "appointment_type": (
        (
            "follow_up",
            r"\bf(?:o|a)ll?o?w(?:ing)? ?up\w*|\bf ?u ?p?\b|\bfoll?ow\b|\bflw ?up\b|"
            r"\breview\w*|\brev\b|\brvw\b|\bre ?visit\w*|\brecalls?\b|"
            r"^control(?: visit)?$|\bcheck ?ups?\b|\bre ?check\w*|\bre ?consult\w*|"
            r"\bold (?:patient|pt|case)\b|\brepeat\b|\brpt\b|\bpost ?op\w*|"
            r"\bdobara\b|\bpuna[hr]\w*|\bpuran[ai]\b|फॉलो ?अ|दोबारा|पुराना|पुन",
        ),
        (
            "procedure",
            r"\bprocedur\w*|\bprocs?\b|\bsurg(?:ery|eries|ical)\b|"
            r"\boperat(?:ion|ions|ive|e)\b|\bminor ot\b|\bot\b|\bextract\w*|"
            r"\bimplants?\b|\brct\b|\broot canal\w*|\bfillings?\b|\bcrowns?\b|"
            r"\bbridge\b|\bscaling\b|\bpolishing\b|\bveneers?\b|\bwhitening\b|"
            r"\bbraces\b|\borthodont\w*|\bvaccin\w*|\bimmuni[sz]\w*|\binject\w*|"
            r"\binj\b|\bdressings?\b|\bbiops\w*|\blasers?\b|\w*therap(?:y|ies)\b|"
            r"\bsessions?\b|\bsutur\w*|\bplaster\w*|\bnebuli[sz]\w*|\bdialysis\b|"
            r"\binfusions?\b|\becg\b|\bx ?rays?\b|\busg\b|\bultrasound\b|"
            r"\bendoscop\w*|\bpeels?\b|\bprp\b|\bbotox\b|\bcaut\w*|\bcryo\w*|"
            r"\btika(?:karan)?\b|\bteeka(?:karan)?\b|\bpatti\b|"
            r"टीका|पट्टी|ऑपरेशन|सर्जरी",
        ),
        ("?procedure", r"\bortho\b|\bcleaning\b|\bscan\b|\bilaa?j\b|इलाज"),
        (
            "consultation",
            r"\bcons(?:ult\w*)?\b|\bconsln\b|\bopd\b|\bvisits?\b|\bnew\b|\bfirst\b|"
            r"\b1st\b|\binitial\b|\bwalk ?ins?\b|\btele\w*|\bvideo\b|\bonline\b|"
            r"\bexam(?:s|ination\w*)?\b|\bassess\w*|\bevaluat\w*|\bcounsel\w*|"
            r"\b(?:second )?opinion\b|\bparamarsh\b|\bsalah\b|\bnay[aei]\b|"
            r"\bdikhana\b|परामर्श|सलाह|नया|नई",
        ),
        ("?consultation", r"\bjaa?nch\b|\bgeneral\b|\bregular\b|\broutine\b|जांच|जाँच"),
    ),
    "appointment_status": (
        (
            "no_show",
            r"\bno ?shows?\b|^n s$|^ns$|\bdna\b|\bfta\b|\bmissed\b|\babsent\b|"
            r"\bdid ?n(?:o|')?t (?:come|attend|show|turn up|arrive|report)\w*|"
            r"\bnot (?:come|attended|attend|turned up|shown up|shown|reported)\b|"
            r"\bnever (?:came|attended|arrived)\b|\bfail(?:ed)? to attend\b|"
            r"\bnon attend\w*|\bnahi?n? aa?y\w+|\baa?y\w+ nahi?n?\b|"
            r"नहीं आ|आया नहीं|अनुपस्थित",
        ),
        (
            "cancelled",
            r"\bcan?ncel\w*|\bcancl\w*|\bcanc\b|\bcncl\w*|\bcxl\b|\bcx\b|\bannul\w*|"
            r"\bdeclin\w*|\breject\w*|\bvoid\w*|\bcalled off\b|\bwithdrawn\b|"
            r"\bradd?\b|रद्द|निरस्त",
        ),
        (
            "completed",
            r"\bcomplet\w*|\bcompleat\w*|\bcomplit\w*|\bdone\b|\bfinish\w*|"
            r"\battended\b|\bfulfil\w*|\bcheck(?:ed)? ?out\b|\bclosed\b|\bseen\b|"
            r"\bvisited\b|\bconsulted\b|\btreated\b|\bho ?gaya\b|\bpoora\b|"
            r"\bsampann\b|पूर्ण|पूरा|संपन्न|सम्पन्न|हो गया",
        ),
        ("?completed", r"\bpura\b|\bshowed(?: up)?\b|\bdischarged\b"),
        (
            "scheduled",
            r"\bsch?edul\w*|\bshedul\w*|\bsched\b|\bbook(?:ed|ing|ings)?\b|\bbkd\b|"
            r"\bplan(?:ned)?\b|\bupcoming\b|\bpending\b|^open$|^new$|निर्धारित|बुक",
        ),
    ),
    "bill_status": (
        (
            "partial",
            r"\b(?:not|un) ?(?:fully|full|completely) paid\b|"
            r"\bpart(?:ial|ially|ly)?(?: ?(?:paid|payed|payment|pay|amount))?\b|"
            r"\b(?:paid|payment) part(?:ial|ially|ly)?\b|\bhalf ?(?:paid|payment)\b|"
            r"\b[0-9]{1,2} ?% paid\b|\binstal?lments?\b|\baadha\b|आंशिक|आधा",
        ),
        (
            "unpaid",
            r"\b(?:not|un|never|yet to be|to be|nahi?n?) ?(?:yet |been |get )*"
            r"pa(?:id|yed)\b|\bpaid nahi?n?\b|\bnon ?payment\b|"
            r"\bpayment (?:due|pending|awaited|outstanding)\b|\bno payment\b|"
            r"\b(?:not|un) ?settled\b|\bdues?\b|\bover ?due\b|\boutstanding\b|"
            r"\bowing\b|(?<!refund )\bpending\b|\bpay later\b|\budhaa?r\b|\bbaa?ki\b|"
            r"बकाया|बाकी|उधार",
        ),
        ("?unpaid", r"^no$|^open$|^balance$|^bal$|^credit$|^on credit$"),
        (
            "refunded",
            r"\brefunded\b|\brefund(?: (?:done|given|made|issued|paid))?\b|"
            r"\bmoney back\b|\breturned\b|\b[wv]aa?pas\b|वापस",
        ),
        (
            "cancelled",
            r"\bcan?ncel\w*|\bcancl\w*|\bcanc\b|\bcncl\w*|\bcxl\b|\bvoid(?:ed)?\b|"
            r"\bannul\w*|\breversed\b|\bradd?\b|रद्द|निरस्त",
        ),
        ("draft", r"\bdrafts?\b|मसौदा"),
        ("?draft", r"\bproforma\b|\bpro forma\b|\bestimate\w*|\bquotation\b|\bquote\b"),
        ("advance", r"\badvances?\b|\badv\b|\bpre ?paid\b|\bpeshgi\b|\bagrim\b|अग्रिम"),
        (
            "paid",
            r"\bpa(?:id|yed)\b|\bpd\b|\bsettled\b|\bcleared\b|"
            r"\bpayment (?:done|received|complete\w*|made)\b|\breceived\b|"
            r"\bfull(?:y)? pa(?:id|yment)\b|\bchukta\b|\bjama\b|भुगतान हो|चुकता|जमा",
        ),
        (
            "?paid",
            r"^yes$|^closed$|^complet\w+$|^done$|\b(?:no|nil|zero) (?:dues?|balance)\b",
        ),
    ),
    "tax_rate": (),  # a number names its tax by itself
    "payment_mode": (
        ("wallet", r"\bcash app\b|\bpay ?pal\b|\bamazon pay(?! upi)\b|\bapple pay\b"),
        (
            "upi",
            r"\bupi\b|\bg ?pay\b|\bgoogle ?pay\b|\bphone ?p(?:e|ay)\b|\bbhim\b|"
            r"\bbharat ?pe\b|\bscan (?:and|&|n) pay\b|यूपीआई",
        ),
        ("?upi", r"\bqr\b|\bpaytm qr\b"),
        ("?insurance", r"\bcash ?less\b|\b(?:health|ayushman|cghs) cards?\b"),
        (
            "insurance",
            r"\binsur(?:ance|ed|er)\b|\bmedi ?claims?\b|\btpa\b|\bcghs\b|\bechs\b|"
            r"\besic?\b|\bpm ?jay\b|\bayushman\b|\bbh?ee?ma\b|\bbima\b|बीमा",
        ),
        ("?other", r"\bgift (?:card|voucher)s?\b|\bvouchers?\b|\bcoupons?\b"),
        (
            "card",
            r"\b(?:credit|debit|cr|dr|atm|bank|pos|swipe) ?cards?\b|^cards?\b|"
            r"\bcard (?:payment|swipe|machine)\b|\bvisa\b|\bmaster ?card\b|"
            r"\bamex\b|\bru ?pay\b|\bmaestro\b|\bswiped?\b|\bpos\b|\bedc\b|"
            r"^c ?c$|^d ?c$|कार्ड",
        ),
        ("?card", r"\bcards?$"),
        (
            "cheque",
            r"\bche(?:que|que?s|ck|cks|k)\b|\bchqs?\b|\bchk\b|\bdemand draft\b|"
            r"\bdd\b|चेक",
        ),
        (
            "bank_transfer",
            r"\bneft\b|\brtgs\b|\bimps\b|\bbank ?(?:transfer|deposit|tfr|wire)\b|"
            r"\bwire\b|\bnet ?banking\b|\binternet banking\b|\bonline transfer\b|"
            r"\b(?:fund|account|a c|money) transfer\b|\btransfer\b|\bach\b|\becs\b|"
            r"\bnach\b|\bsepa\b|\beft\b|\bswift\b|\bdirect (?:deposit|debit)\b|"
            r"\b(?:mobile|e) banking\b|^bank$|^tfr$|बैंक",
        ),
        ("wallet", r"\be? ?wallets?\b|\bmobikwik\b|\bfree ?charge\b|\bjio ?money\b"),
        ("?wallet", r"\bpaytm\b"),
        (
            "advance",
            r"\badvances?\b|\badv\b|\bpre ?paid\b|\bpeshgi\b|\bagrim\b|अग्रिम|"
            r"\b(?:from|by|against|adjusted|used)(?: the| ip| patient)? deposits?\b|"
            r"\bdeposits? (?:adjust\w*|used|utili[sz]ed|applied|transferred)\b",
        ),
        ("?advance", r"\bdeposit\b|\bon account\b"),
        (
            "cash",
            r"\bcash\b|\bnaka?d\b|\bnaqad\b|\bcsh\b|नकद|नगद|रोख",
        ),
        ("?cash", r"\bnagad\b"),  # a wallet in Bangladesh
        ("other", r"^others?$|^misc\w*$|^anya$|^अन्य$"),
    ),
    # only what no converter reads; a person has to say yes to each
    "gender": (
        (
            "?male",
            r"^(?:purush|ladka|aadmi|balak|mard|nar|gentlemen|males?|men)$",
        ),
        (
            "?female",
            r"^(?:mahila|stri|stree|aurat|ladki|balika|nari|females?|women|girls)$",
        ),
    ),
    "blood_group": (),
}
# found beside one of the kind's other meanings, these say nothing more
WEAK: dict[str, frozenset[str]] = {
    "appointment_type": frozenset(("consultation",)),
    "appointment_status": frozenset(("scheduled",)),
}
# a procedure and a consultation about one are told apart by a person
CONFLICTS = frozenset((("procedure", "consultation"),))

# what turns the word that follows into its opposite, or makes it a mere wish
NEGATED_BEFORE = (
    r"(?:\b(?:not|no|never|without|nahi?n?|isn't|wasn't|didn't|don't|yet to|to|"
    r"awaiting|await|pending|requested|partly|partially|half|almost|nearly|नहीं)"
    r"(?: (?:yet|been|be|being|get|fully|completely|quite|really|the|a|any))*"
    r"|\b(?:non|un|in|de)) ?$"
)
NEGATED_AFTER = (
    r"^ ?(?:nahi?n?|not|pending|awaited|request(?:ed)?|requires?|required|नहीं|\?)"
    r"(?:\s|\||$)"
)
