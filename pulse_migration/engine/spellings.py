"""Spellings, abbreviations and translations of the words found in headers.

Data only; ``words`` applies it. Hindi is there in both scripts, German, Spanish and
French as far as clinics' exports use them.
"""

# canonical word (or words): its other spellings, abbreviations and translations
SPELLINGS = {
    "patient": "pt cust custmr pat pnt patiant client customer rugi rugna mareez marij "
    "rogi paciente patienten kunde kundin cliente klient pasien "
    "मरीज रोगी ptn ptnt invitee guest attendee consumer",
    "physician": "doctor dr doc provider practitioner clinician therapist "
    "dentist consultant phys doktor arzt medico medecin medecine "
    "dokter vaidya hakim surgeon prescriber prov डॉक्टर "
    "specialist physio physiotherapist psychologist counsellor "
    "counselor optometrist chiropractor osteopath podiatrist hcp vet veterinarian "
    "practioner practitoner clinican dctr docter drs",
    "appointment": "app appt apt appmt appoint appointement appts booking visit "
    "encounter consultation consult session cita termin rdv "
    "rendezvous turno apt aptmt apmt consulta enc encntr appntmnt vst vist",
    "bill": "invoice inv invc rechnung factura facture fattura",
    "medication": "drug medicine med medi dawa dawai davai aushadhi medikament "
    "medicamento medicament obat दवा drg medicament medcine",
    "prescription": "rx presc prescrip script rezept receta ordonnance",
    "diagnosis": "dx diag diagnose diagnoses diagnostico diagnostic diagnoza "
    "निदान diagn dgn",
    "treatment": "tx trt trtmt trmt treat behandlung tratamiento traitement ilaj",
    "history": "hx anamnesis anamnese historia",
    "complaint": "cmplnt shikayat complnt compl शिकायत takleef taklif",
    "symptom": "sx sintoma",
    "phone": "tel telephone telephon telefon telefono telefone fono ph phn "
    "phne fon phon tele telno phoneno",
    "mobile": "mob cell cellular cellphone handy movil celular portable "
    "mobil mobilno mobileno मोबाइल wireless mbl mobl handphone "
    "msisdn",
    "email": "mail correo courriel emailid emailaddress ईमेल",
    "address": "addr adr add adress addres adresse direccion pata domicile "
    "domicilio endereco alamat indirizzo addresse पता",
    "village": "gaon gram gaanv गांव गाँव",
    "disease": "bimari beemari rog बीमारी",
    "city": "town ciudad ort stadt ville shahar cidade municipality kota stadt शहर",
    "state": "province provincia bundesland rajya region राज्य",
    "zip": "zipcode postcode pincode pcode plz postleitzahl cep पिन "
    "zipcd postcd pincd eircode",
    "country": "pais desh nation देश",
    "appointment date": "dov vdate vdt apptdate apptdt visitdate visitdt",
    "date": "dt dte datum fecha dinank tarikh tareekh दिनांक तारीख dte",
    "time": "tm hora uhrzeit heure samay समय",
    "dob": "birthdate birthday geburtsdatum geburtstag birthdt bdate "
    "fechanacimiento janmatithi born bday dtob",
    "gender": "sex geschlecht sexo sexe ling लिंग gndr",
    "age": "umar umra alter edad आयु उम्र",
    "name": "nm nam naam nombre nom nome nama नाम",
    "first name": "fname firstname forename vorname prenom fstname givenname "
    "firstnm fstnm gname givenname prename",
    "last name": "lname lastname surname nachname apellido apellidos lstname "
    "familyname lastnm lstnm sname",
    "middle name": "mname middlename midname middlenm",
    "first": "1st given frst fst",
    "middle": "mid mi mdl",
    "last": "lst",
    "number": "no nr num nbr numb numero nummer numro nos nmbr",
    "id": "oid csn identifier ids idno idnr uid pk ident identificador",
    "code": "cd cde codigo",
    "reference": "ref refno referencia",
    "note": "obs remark rmk rmks remk comment cmt cmnt comm bemerkung nota observacion "
    "observaciones tippani notiz anmerkung comentario टिप्पणी",
    "description": "desc descript dscr descr dsc descripcion beschreibung descrip "
    "descriptn",
    "charge": "chg chrg chrgs",
    "amount": "amt amnt betrag importe monto montant rakam raashi valor राशि",
    "total": "tot ttl gesamt",
    "balance": "bal saldo bakaya baki बकाया",
    "discount": "disc dis rabatt descuento remise discnt dscnt dsc",
    "tax": "cgst sgst igst utgst gst vat mwst iva tva taxe impuesto",
    "provisional": "provis",
    "quantity": "qty qnty quant menge cantidad qnt quan qte pcs",
    "payment": "pay paymt pymt pmt zahlung pago paiement pymnt",
    "paid": "bezahlt pagado",
    "insurance": "ins insur insr versicherung seguro assurance mediclaim insured",
    "registration": "reg rgn regn regd registered register",
    "department": "dept dpt abteilung",
    "impression": "imp impr",
    "staff": "emp empl emply",
    "employee": "empleado empleada funcionario funcionaria mitarbeiter",
    "role": "rol rolle",
    "hospital": "hosp",
    "location": "loc branch clinic facility site outlet",
    "organization": "org organisation",
    "specialty": "spln splty spclty spcl specl speciality specialization "
    "specialisation spec",
    "qualification": "qual",
    "license": "licence lic",
    "alternate": "alt alternative altr",
    "secondary": "sec",
    "primary": "pri prim",
    "emergency": "emer emerg emrg",
    "relation": "rel relationship",
    "guardian": "gaurdian",
    "medical": "medic clinical",
    "procedure": "proc",
    "status": "stat sts statut stts",
    "type": "typ tp tipo kind",
    "start": "begin beg strt commence started starting",
    "followup": "fup fu",
    "religion": "relgn rlgn",
    "length": "len",
    "flag": "flg flgs",
    "timestamp": "ts",
    "text": "txt",
    "direction": "dir dirn",
    "channel": "chan chnl",
    "collection": "coll collectn",
    "report": "rpt rprt",
    "conversation": "conv convo",
    "campaign": "cmp cmpn cmpgn",
    "subject": "subj",
    "mrn": "mrdno hrn hrno",
    "reason appointment": "rfv",
    "created": "crt crtd create creation createdat createdon added inserted",
    "updated": "modify upd updt modified changed edited update lastmod modification "
    "lastmodified revised",
    "external": "ext",
    "stop": "stopped",
    "end": "ended ending",
    "transaction": "txn trans trx trxn",
    "message": "msg",
    "minute": "min mins mnts",
    "hour": "hr hrs",
    "year": "yr yrs",
    "day": "dy",
    "weight": "wt wgt",
    "height": "ht hgt",
    "allergy": "allergie alergia allergi alergy",
    "group": "grp gruppe grupo",
    "blood": "bld rakt blut sangre sang रक्त",
    "occupation": "beruf ocupacion vyavsay",
    "language": "lang sprache idioma langue bhasha",
    "marital": "maritial",
    "father": "dad",
    "street": "str strasse calle rue",
    "district": "dist jila zila",
    "company": "firma empresa entreprise",
    "center": "centre",
    "account": "acct acc",
    "scheduled": "sched schd sch",
    "cancelled": "canceled cancel cancellation cancld",
    "uuid": "guid",
    "salutation": "anrede sal",
    "title": "titel titulo",
    "percent": "pct perc percentage",
    "medication name": "drugname medname",
    "dosage": "dosis",
    "duration": "dur durn dauer duracion duree",
    "receipt": "rcpt recpt rcp",
    "diastolic": "dia",
    "systolic": "sys",
    "temperature": "temp",
    "frequency": "freq frq repetition",
    "instruction": "instr directions",
    "information": "info",
    "details": "detail dtl dtls",
    "url": "link uri",
    "refund": "refunded",
    "examination": "exam",
    "lab": "laboratory",
    "vaccine": "vax vaccination immunization immunisation vacc",
    "admission": "hadm admn admsn adm admit admitted admitting",
    "discharge": "disch dischg dschg discharged",
    "certificate": "cert",
    "identity": "identification",
    "line": "ln",
    "attachment": "attachements attach",
    "received": "recd rcvd recvd",
    "file": "filename",
    "payer": "payor",
    "recipient": "destination receiver addressee",
    "subscription": "subscr",
    "preferred": "pref",
    "office": "off ofc",
    "residence": "resi",
    "work": "wk",
    "voucher": "vch vchr",
    "concession": "conc",
    "home": "hm",
    "business": "biz",
    "outstanding": "owing owed",
    "currency": "curr ccy",
    "cheque": "chq cheq",
}

# words without a meaning of their own in a header
NOISE = frozenset(
    (
        "a an and are at aud c cad codeable column das dd de del der des die du eg "
        "enter et eur facing field for gbp have hh in inr is ka ke ki la le "
        "mandatory mm of on optional or our please required rs s ss string t text "
        "the und usd val value what which y you your yy yyyy का की के"
    ).split()
)
