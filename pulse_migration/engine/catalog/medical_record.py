"""The clinical file: one row a note, an encounter, a problem or a scanned document."""

from ._common import (
    appointment_id,
    created_at,
    patient_id,
    patient_name,
    physician_email,
    physician_id,
    physician_name,
    updated_at,
)
from ._types import core, define, extra

MEDICAL_RECORD = define(
    "medical_record",
    "Medical record",
    core(
        "record_id",
        "id",
        "record id/number/code/key/uuid; health record id/number; id; "
        "note/observation/entry/document/report/case/chart/condition/problem "
        "id/number; chart entry id; treatment note id; ~number; emr/ehr id/number; "
        "diagnosis/result/test id; unique id; encounter note id; visit note id; form "
        "id; soap/progress/clinical note id; event id; diagnosis id; allergy id; "
        "procedure id; treatment id; external id; examination id; case sheet id; emr "
        "number; row id; uuid; entry number; consultation note id",
    ),
    patient_name("contact/person/student name"),
    patient_id(
        "~subject; registration/file number; registration/file/card/account number",
    ),
    appointment_id(),
    physician_id(
        "author id; author/performer/recorder/clinician id; ~user id; ~created by id; "
        "entered by id",
    ),
    physician_name(
        "author; author name; seen/examined/recorded/written/attended by; signing "
        "physician; recorded by; nurse; midwife; signed off physician; ~user; "
        "~username; ~owner; ~signed by; ~entered by; clinician/surgeon/dentist name; "
        "recorder; asserter; documented by; performer; examiner; medical officer; "
        "health worker; staff; assessor; ~dr; "
        "documented/entered/consulted/diagnosed/completed by; ~created by; nurse name",
    ),
    physician_email("author email"),
    core(
        "date",
        "date",
        "record/note/appointment/entry/examination/observation/diagnosis/report date; "
        "date time; date "
        "appointment/note/record/service/recorded/diagnosis/onset/examination; "
        "appointment date time; admission date; date admission; encounter date; start "
        "date; onset date; recorded date/on/at?; service date; timestamp; diagnosed "
        "on; written on; onset; treatment date; datetime; "
        "consultation/session/visit/encounter/event/documented/test/problem/result/procedure/treatment/assessment/admission/discovered/collection "
        "date; date "
        "visit/consultation/examination/event/encounter/assessment/note/treatment/documented/admitted/result/performed/taken; "
        "exam date; performed date; effective date; noted date; authored; authored "
        "on; date onset; first noted; first onset; diagnosed date; diagnosed; dos; "
        "day; visited on; ~time; reported date; date diagnosed; sample date; ordered "
        "date; problem start date; observation datetime; measured at; admit date",
    ),
    core(
        "chief_complaint",
        "long_text",
        "complaint; main/presenting/primary/patient complaint; presenting "
        "problem/issue/concern/symptom; symptom; reason "
        "visit/appointment/encounter/consultation; appointment reason; reason; "
        "problem; subjective; purpose; cc; signs and? symptoms; reason description; "
        "purpose visit; concern; nature illness; nature appointment; presenting "
        "complaint/issue; c c; complaint description; history presenting complaint; "
        "reason consultation; patient complaint; complaint details; symptom "
        "description/details; main symptom/problem; problem description; s; "
        "subjective note; nature visit; appointment reason/purpose; current problem; "
        "why visit; present complaint; reason encounter",
    ),
    core(
        "diagnosis",
        "long_text",
        "diagnosis description/name/text/details; "
        "primary/final/provisional/working/clinical/differential diagnosis; "
        "assessment; impression; condition; medical condition; problem name; disease; "
        "illness; clinical impression; condition description/name; diagnosis 1; "
        "~description; ~name; disorder; diagnosis "
        "1/primary/final/details/provisional; "
        "principal/main/confirmed/admission/discharge/medical diagnosis; dx "
        "description/name; disease name; problem name/list; issue; assessment "
        "diagnosis; impression note; conclusion; icd description; diagnosis icd; "
        "condition text/display/name; finding diagnosis; a; clinical diagnosis name; "
        "opinion; disorder name; diagnosis text; diagnosis disease; disease "
        "condition; case",
    ),
    core(
        "treatment_plan",
        "long_text",
        "treatment; plan; treatment given/advised/details/description; plan "
        "care/treatment; care plan; management; management plan; recommendation; "
        "intervention; procedure; therapy; advice; action taken; treatment done; "
        "procedure performed/done/name; actions; plan treatment/action; plan "
        "note/details/text/treatment; treatment/care/management/therapeutic/followup "
        "plan; procedures; surgery; recommendations; instruction; patient "
        "instruction; advice given; goals; next step; p; assessment plan; plan "
        "assessment; course treatment; work done; service provided; action plan; "
        "treatment provided/type/name; discharge advice; discharge instruction; "
        "followup instruction; remedy; treatment procedure; orders; exercise; "
        "treatment advised/done/details/given; procedure description/type",
    ),
    core(
        "history",
        "long_text",
        "medical/past/family/social/surgical/clinical/patient history; past medical "
        "history; history present illness; hpi; pmh; history illness; ~allergy; past "
        "illness; "
        "present/personal/presenting/social/drug/dental/allergy/obstetric/birth/menstrual/treatment "
        "history; hopi; history present complaint; past history; medical condition "
        "history; h o; background; history note; habits; comorbidities; risk factor; "
        "k c o; known case",
    ),
    core(
        "examination",
        "long_text",
        "physical/clinical/general/systemic/local/oral examination; examination "
        "findings/details; objective; findings; on examination; physical findings; "
        "observation; exam; physical exam; "
        "general/local/intraoral/extraoral/physical/systemic/oral/dental/clinical "
        "examination; on exam; oe; o e; o; objective note; physical; observation "
        "note; review systems; ros; clinical finding; exam finding/note/result; "
        "tooth; tooth number; mental status; examination note; clinical observation; "
        "findings note; general condition; local finding; systemic finding; "
        "inspection; palpation",
    ),
    core(
        "medications",
        "long_text",
        "medication; medication given/prescribed/list/name/details; current "
        "medication; prescription; prescribed medication; treatment medication; "
        "medicine given; medication advised/administered/ordered/plan; rx; rx given; "
        "drugs prescribed; medication text; prescriptions; prescribed; drugs; "
        "medication prescribed details; home medication; discharge medication; "
        "prescription advised/given; remedy given",
    ),
    core(
        "notes",
        "long_text",
        "note; clinical/additional/progress/physician/doctor/treatment/soap/nurse "
        "note; note text/body/content/description; content; text; body; other "
        "information; appointment note; ~answers; "
        "general/visit/session/encounter/consultation/case/chart/private/other/staff/assessment/medical/procedure/internal "
        "note; note text/html/detail; note content; narrative; summary; free text; "
        "visit summary; other details; remark; additional information; message; "
        "value; response; clinical summary; entry; transcript; memo; comments "
        "provider; text value; case summary; discharge summary; conclusion note; note "
        "plain text; ~details",
    ),
    core(
        "file",
        "file",
        "file name/path/url; attachment; pdf; document; document name/url/path; "
        "report file/url/pdf; url; scan; ~link; attachment url/name; attachment "
        "file/path/link/id; document file/link/image; image url/path/file; photo; "
        "scan file/path; report; report link/path; file link/url/id/location; storage "
        "path; download url; filename; media; media url; pdf url/link; xray; uploaded "
        "file; ~image",
    ),
    core(
        "status",
        "choice",
        "record/note/clinical/verification/case/encounter status; stage; clinical "
        "status; active; "
        "clinical/current/problem/diagnosis/document/verification/signing/form/report "
        "state/status; is active; inactive; resolved; is resolved; note status; "
        "encounter state; visit status; case status; record state; ~state",
    ),
    created_at(
        "~entry date; documented at; time entered; entered; inserted date",
    ),
    updated_at(),
    # Known to some systems only.
    extra(
        "title",
        "text",
        "document title; heading; name document; file title; label; note/record/chart "
        "title; record/chart name; note/record/document/encounter/form title; record "
        "name; ~subject",
    ),
    extra(
        "start",
        "datetime",
        "start; start time/at; time; appointment time; started at; start datetime; in "
        "time; session start; appointment start; start time; admission time; time "
        "visit; consultation time; visit time; admission datetime",
    ),
    extra(
        "end",
        "datetime",
        "stop; end/stop/resolved/abatement/discharge date; end time; date "
        "resolved/ended; resolved on; discharge; date discharge; end datetime; "
        "resolution date; resolved datetime; finish; date resolved; end date; date "
        "end; out time; discharge datetime; stop datetime; date of discharge; session "
        "end; abatement; problem end date; inactive date; remission date",
    ),
    extra(
        "visit_type",
        "choice",
        "appointment type/category/class; admission type; ~record type; new or? "
        "followup; encounter/appointment/consultation/admission/case "
        "class/category/name; service type; type appointment; patient type; session "
        "type; mode; new or old; new repeat; appointment mode; visit category; "
        "procedure code type; ~type",
    ),
    extra(
        "diagnosis_code",
        "text",
        "diagnosis code; icd code?; icd 10/9 code?; icd10 code?; condition code; "
        "snomed code?; problem code; dx code; icd; icd 10/9; icd10; icd9; snomed; "
        "snomed id; diagnosis icd code; problem/disease code; condition icd; icd code "
        "1; snomed ct code; diagnosis codes; cpt; concept code; ~code",
    ),
    extra(
        "vitals",
        "text",
        "vital; vital signs; blood pressure; bp; bp systolic/diastolic; systolic bp?; "
        "diastolic bp?; systolic/diastolic pressure; pulse rate?; heart rate; hr; rr; "
        "respiratory/respiration rate; temperature; temp; spo2; oxygen saturation; "
        "bmi; weight kg?; height cm?; blood sugar; sbp; dbp; blood pressure "
        "systolic/diastolic; systolic; diastolic; pulse; pulse oximetry; oxygen; resp "
        "rate; respiration; temp f; temperature c/f; weight; height; bsa; waist; "
        "blood glucose; glucose; rbs; fbs; pain score/level; vital sign; body "
        "temperature; body mass index; weight kgs; spo2 percent; heart rate bpm; o2 "
        "sat; head circumference; fetal heart",
    ),
    extra(
        "follow_up_date",
        "date",
        "followup; followup date/on/at; next appointment date?; review date; next "
        "followup; return date; next due date; followup/return/recall/review/next "
        "visit/next appointment/next review; review on; followup in/after/days; next "
        "session; revisit date; date followup; next consultation date; date next "
        "appointment; next visit date; followup appointment; recheck date",
    ),
    extra(
        "severity",
        "choice",
        "severity level; priority; acuity; triage; triage level; grade; risk level; "
        "criticality; urgency; level",
    ),
    extra(
        "outcome",
        "text",
        "result outcome; disposition; outcome treatment; outcome note; discharge "
        "status; discharge disposition; patient outcome; treatment outcome; response "
        "treatment; prognosis; discharge outcome",
    ),
    extra(
        "template",
        "text",
        "template name/id; note/form template; questionnaire; form; document "
        "template; note template name; form type; form/chart/template type; form name",
    ),
    extra(
        "signed_by",
        "name",
        "finalized by; signed off by?; locked by; signed off by; cosigned by; "
        "cosigner; approved by; reviewed by; supervisor; verified by; signer; "
        "countersigned by; ~signed; ~signature",
    ),
    extra(
        "signed_at",
        "datetime",
        "signed date/time/on; finalized at; locked at; signed at/on; date signed; "
        "sign date; signed off date; locked date; finalized date; cosigned date; "
        "approved date; reviewed date; signature date",
    ),
    extra(
        "location",
        "text",
        "clinic/branch/center/facility/site/hospital/barangay name?; "
        "location/facility name/id; organization; place appointment; hospital; health "
        "center; place service; place; health facility; ward location; room; "
        "business; location name; village; hospital name; phc; camp; facility code",
    ),
    extra(
        "patient_age",
        "age",
        "age; age years; patient age; age visit",
    ),
    extra(
        "patient_gender",
        "gender",
        "gender; patient gender; patient sex",
    ),
    extra(
        "referral",
        "text",
        "referred to/by/from; referral to/hospital/details/notes; referred; referring "
        "physician; referring physician name?; referral; referred hospital; referral "
        "physician; referral reason; referral note; reference; referred to "
        "department; referral source; referral details",
    ),
    extra(
        "department",
        "text",
        "department name; speciality; ward; unit; department; specialty; dept; "
        "service; discipline; clinic type; division; department id; specialty name",
    ),
    extra(
        "draft_flag",
        "yes_no",
        "draft; is draft; finalized; locked; is locked; is finalized; finalised; "
        "completed; is complete; signed flag; published; final",
    ),
    extra(
        "lab_results",
        "text",
        "lab result; test results/result; investigation; lab/laboratory "
        "findings/tests/test/report; test name; diagnostic tests/results; "
        "investigation details/advised/result; test; test "
        "performed/ordered/value/details; lab order/value; laboratory; laboratory "
        "result; imaging; radiology; xray findings; observation result; "
        "investigations; diagnostic test/result; result; test report; imaging result; "
        "test conducted",
    ),
    extra(
        "category",
        "choice",
        "record/note/document category; note type; class; type note/record/document; "
        "document type; event type; record class; category name; history type; file "
        "type; note/document/problem/entry type; note/document/record/problem/entry "
        "category",
    ),
    subjects="record medical",
    files="record note chart clinical emr ehr condition problem diagnosis treatment "
    "history soap",
    expected="chief_complaint diagnosis treatment_plan history examination notes file "
    "vitals",
)
