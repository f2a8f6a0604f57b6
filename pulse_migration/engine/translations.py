"""Words of clinics' exports in other languages than English; ``words`` applies them.

Data only. Spanish, Portuguese, French, German, Italian, Dutch and Indonesian, written
without accents; what is one word in English is under that word. Words that mean another
thing in English are in ``AMBIGUOUS``: they count in a table that has others as well.
"""

# canonical word (or words): its translations
TRANSLATIONS = {
    "patient": "paciente pacientes pacient pacjent hasta patientin paziente huesped "
    "hospede",
    "physician": "medica odontologo odontologa odontologia dentista zahnarzt "
    "arztin praticien chirurgien cirujano cirurgiao especialista specialiste "
    "spezialist veterinario veterinaria veterinaire terapeuta therapeute "
    "behandler behandlerin profissional profesional professionnel professionista "
    "fisioterapeuta psicologo psicologa prescritor prescriptor prescripteur "
    "dottore dottoressa dokter tabib huisarts behandelaar",
    "nurse": "enfermeiro enfermeira enfermero enfermera infirmier infirmiere "
    "krankenschwester pfleger infermiere perawat",
    "staff": "personnel equipe equipo mitarbeitende pegawai personeel",
    "employee": "employe dipendente trabajador trabajadora trabalhador "
    "colaborador colaboradora salarie angestellter medewerker karyawan",
    "user": "usuario usuaria utilisateur benutzer gebruiker pengguna",
    "username": "nutzername benutzername",
    "role": "cargo puesto funcao fonction funktion funzione ruolo poste jabatan",
    "specialty": "especialidad especialidade especializacion especializacao specialite "
    "fachgebiet fachrichtung specializzazione specialita spesialis spesialisasi "
    "specialisme",
    "department": "departamento departement dipartimento reparto setor secteur "
    "poliklinik poli afdeling",
    "license": "licencia licenca lizenz licenza",
    "salary": "salario sueldo salaire gehalt lohn stipendio gaji",
    "schedule": "horario horarios horaire horaires orario jadwal arbeitszeit",
    "room": "gabinete box fauteuil sala consultorio cabinet zimmer raum "
    "ambulatorio ruang ruangan kamer",
    "location": "sede sucursal filial filiale sucursales unidade unidad cabang",
    "appointment": "agendamento agendamiento appuntamento visita atendimento "
    "atencion reserva reservacion buchung prenotazione afspraak kunjungan",
    "scheduled": "agendado agendada programado programada marcado prevu geplant",
    "bill": "fatura faktura factura rechnungs facturas rechnungen faktur tagihan "
    "factuur",
    "receipt": "recibo recu quittung ricevuta kwitansi comprobante",
    "medication": "medicamentos medicacion medicacao medicaments medikamente "
    "arzneimittel remedio farmaco farmaci farmaka medicijn geneesmiddel obat",
    "prescription": "receita receitas recetas prescricao prescripcion ordonnances "
    "rezepte ricetta resep recept",
    "dosage": "dosagem dosificacion dosierung dosaggio posologia posologie dosering",
    "frequency": "frecuencia frequencia frequence haufigkeit frequenza frekuensi",
    "duration": "duracao durata durasi duur",
    "quantity": "quantidade quantite anzahl quantita aantal kuantitas",
    "purpose": "zweck proposito finalidade scopo",
    "mrn": "prontuario expediente",
    "evolution": "evolucao evolucion",
    "instruction": "indicaciones indicacoes orientacoes instrucciones instrucoes "
    "einnahme istruzioni indicazioni",
    "diagnosis": "diagnosa diagnosi diagnostika diagnosticos diagnosen",
    "treatment": "tratamento therapie terapia terapi trattamento behandeling",
    "procedure": "procedimento procedimiento tindakan eingriff intervento acte "
    "prozedur verrichting",
    "disease": "patologia patologias pathologie pathologies vorerkrankung "
    "vorerkrankungen doenca enfermedad maladie krankheit malattia penyakit "
    "padecimiento",
    "symptom": "sintomas symptome symptomes sintomi gejala",
    "complaint": "queixa queja plainte beschwerden keluhan disturbo klacht",
    "reason": "grund motivo motif anlass",
    "examination": "befund untersuchung esame pemeriksaan",
    "test": "exame exames examenes estudio estudios analisis analyse prueba",
    "result": "resultado resultados resultat ergebnis risultato hasil",
    "allergy": "alergias allergies allergien alergi allergia",
    "history": "antecedentes antecedents vorgeschichte riwayat anamnesi",
    "weight": "peso poids gewicht berat",
    "height": "talla altura taille grosse altezza tinggi",
    "temperature": "temperatura suhu",
    "insurance": "convenio aseguradora seguradora krankenkasse mutuelle mutua "
    "assicurazione prevision asuransi bpjs verzekering versicherer",
    "phone": "tlf tlfno tfno tfn telefones telefonos telefoon telepon telp "
    "telefonnummer",
    "mobile": "movel cellulare mobiltelefon mobiel",
    "address": "domicilio indirizzo wohnadresse",
    "street": "logradouro rua strada straat jalan",
    "city": "wohnort poblacion plaats miasto oras municipio comune comuna "
    "commune localidad localidade citta woonplaats kabupaten",
    "state": "uf provincias",
    "district": "bairro barrio colonia quartier kecamatan kelurahan",
    "country": "pais paese negara nazione",
    "dob": "nascimento nascita nacimiento geboortedatum geburt geburtsdat",
    "gender": "sesso genero geslacht kelamin",
    "age": "idade edades eta usia umur leeftijd",
    "nationality": "nacionalidad nacionalidade nationalite nationalitat nazionalita "
    "kewarganegaraan",
    "national id": "cpf rut dni cedula nif nie nik curp rg bsn",
    "occupation": "profissao profesion professione pekerjaan beroep ocupacao",
    "first name": "voornaam prenoms vornamen",
    "last name": "sobrenome cognome achternaam",
    "name": "naam",
    "mother": "madre mae mere mutter ibu",
    "father": "padre pai pere vater ayah",
    "responsible": "responsavel responsable verantwortlich",
    "date": "tanggal tgl jour giorno",
    "time": "heures jam uur zeit",
    "month": "mes mois monat mese bulan",
    "year": "ano annee jahr anno tahun",
    "start": "inicio debut beginn inizio mulai",
    "end": "fim ende selesai",
    "status": "situacao situacion stato zustand",
    "active": "ativo activo ativa activa actif attivo aktiv aktif",
    "created": "criado criada creado creada cree erstellt creato dibuat angelegt",
    "updated": "atualizado actualizado aktualisiert modificado geandert diperbarui "
    "aggiornato",
    "registration": "registro cadastro enregistrement inscripcion inscricao "
    "inscription daftar pendaftaran registrazione",
    "admission": "ingreso internacao internacion hospitalisation aufnahme ricovero "
    "rawat",
    "note": "observatii uwagi anmerkungen notizen observacoes anotacoes anotacao "
    "anotaciones remarque remarques commentaire catatan opmerking osservazioni",
    "description": "concepto conceito descricao descrizione bezeichnung libelle "
    "keterangan omschrijving",
    "service": "serviciu usluga servico servicio servicios prestation prestacion "
    "leistung prestazione layanan dienst",
    "amount": "importo jumlah bedrag montants",
    "price": "preco precio prix preis prezzo harga prijs",
    "cost": "custo costo cout kosten biaya",
    "fee": "honorarios honoraires honorar tarifa tarif onorario",
    "discount": "desconto sconto korting",
    "tax": "impostos impuestos steuer imposta pajak btw",
    "net": "netto neto liquido",
    "gross": "brutto bruto brut",
    "paid": "versato cobrado pagata pagado regle encaisse dibayar betaald",
    "outstanding": "pendiente pendente restant offen sisa openstaand",
    "payment": "pagos pagamento pagamentos zahlungen bayar pembayaran betaling",
    "payment method": "zahlungsart zahlart zahlungsmethode zahlungsweise",
    "due": "vencimiento vencimento echeance fallig",
    "issue": "emision emissao emission ausstellung emissione",
    "account": "conta cuenta compte konto conto rekening",
    "category": "categoria categorie kategorie kategori",
    "type": "art terminart besuchsart belegart jenis soort modalidade modalidad",
    "code": "kode codice",
    "number": "nomor numeri",
    "message": "mensaje mensagem mensagens mensajes nachricht messaggio pesan bericht",
    "sender": "remitente remetente expediteur absender mittente pengirim afzender",
    "recipient": "destinatario destinatarios destinataire destinataires empfanger "
    "penerima ontvanger",
    "subject": "asunto assunto objet betreff oggetto onderwerp subjek",
    "sent": "enviado enviada envoye gesendet inviato terkirim verzonden",
    "channel": "canal kanal canale saluran kanaal",
    "content": "contenido conteudo contenu inhalt contenuto",
    "call": "llamada chamada appel anruf chiamata panggilan",
    "campaign": "campana campanha campagne kampagne campagna kampanye",
    "morning": "manana manha matin morgens mattina pagi ochtend",
    "noon": "mediodia midi mittags siang",
    "evening": "tarde soir abends abend sera",
    "night": "noche noite nuit nachts notte malam",
    "vaccine": "vacuna vacina vaccin impfung impfstoff vaccino vaksin",
    "batch": "lote lotto",
    "expiry": "validade validez caducidad scadenza",
    "password": "senha contrasena passwort clave",
    "open": "abierto aberto ouvert geoffnet aperto",
    "click": "clic clics clique cliques",
    "address line 2": "complemento complement adresszusatz",
    "title": "civilite",
    "id": "identifiant identificatif",
    "known": "connu connue connus connues bekannt bekannte conocida conocidas "
    "conocido conocidos conhecida conhecidas",
    "policy": "poliza apolice polizza",
    "followup": "retorno controle nachsorge",
    "employer": "arbeitgeber empleador empregador employeur",
    "balance": "saldos solde",
    "birth name": "geburtsname",
}

# a word of another language that is another word in English
AMBIGUOUS = {
    "data": "date",
    "ora": "time",
    "cap": "zip",
    "cp": "zip",
    "pays": "country",
}

# words that only link others
LINKS = frozenset("da de dei del della dell delle di do du e el et la le y".split())
