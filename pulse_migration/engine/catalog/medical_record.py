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
        "accession number; "
        "record/note/observation/entry/document/report/case/lab/sample/surgery/"
        "condition/problem/emr/ehr number; record code/key/uuid; "
        "note/record/case reference; health record id/number; id/uuid; "
        "note/observation/entry/document/report/case/chart/condition/problem/emr/ehr/"
        "diagnosis/result/test/unique/form/event/allergy/procedure/treatment/external/"
        "examination/row id; chart entry id; "
        "treatment/encounter/soap/progress/clinical note id; case sheet id; ~number",
    ),
    patient_name("contact/person/student name"),
    patient_id(
        "registration/file/card/account/chart number; ~subject",
    ),
    appointment_id(),
    physician_id(
        "author/performer/recorder id; entered by id; ~user id; ~created by id",
    ),
    physician_name(
        "author/nurse/midwife/recorder/asserter/performer/examiner/staff/assessor; "
        "author/nurse name; seen/recorded/documented/diagnosed/completed by; signing "
        "physician; signed off physician; medical officer; health worker; "
        "~user/username/owner/dr; ~signed/entered/created by",
    ),
    physician_email("author email"),
    core(
        "date",
        "date",
        "record/note/appointment/entry/examination/observation/diagnosis/report/"
        "admission/start/treatment/event/documented/test/problem/result/procedure/"
        "assessment/discovered/collection/effective/noted/reported/sample/ordered "
        "date; date time/service/onset/performed/taken; "
        "recorded/onset/authored/diagnosed; diagnosed/written/authored/visited on; "
        "first noted/onset; problem start date; measured at; ~time; timestamp; day; "
        "collection/collected/sample/surgery/operation/vaccination/sampling date; "
        "report date; date recorded/note/appointment; recorded date/datetime; "
        "appointment date time",
    ),
    core(
        "chief_complaint",
        "long_text",
        "complaint/symptom/reason/problem/subjective/purpose/cc/concern/s; presenting "
        "complaint/problem/issue/concern/symptom; patient/present complaint; "
        "reason/purpose/why visit; signs and symptoms; nature illness/appointment; c "
        "c; history presenting complaint; complaint/symptom details; ~indication; "
        "appointment reason; reason description",
    ),
    core(
        "diagnosis",
        "long_text",
        "diagnosis description/details/1/icd/disease; final/provisional/working/pre "
        "op/post "
        "op/preoperative/postoperative/clinical/differential/principal/confirmed/"
        "admission/discharge/assessment/finding diagnosis; "
        "assessment/impression/condition/disease/illness/disorder/issue/conclusion/a/"
        "opinion/case; medical/disease condition; problem name; clinical impression; "
        "icd description; ~description/name",
    ),
    core(
        "treatment_plan",
        "long_text",
        "intervention used/given; package; "
        "treatment/plan/management/recommendation/intervention/procedure/therapy/"
        "advice/actions/surgery/instruction/goals/p/remedy/orders/exercise/"
        "indication; treatment given/advised/details/done/provided/type/procedure; "
        "plan care/treatment/action/details; "
        "management/therapeutic/followup/assessment plan; action taken; procedure "
        "performed/done/type; patient/discharge/followup instruction; advice given; "
        "next step; course treatment; work done; surgery/operation name; service "
        "provided; discharge advice",
    ),
    core(
        "history",
        "long_text",
        "medical/past/family/social/surgical/patient/present/"
        "personal/presenting/dental/allergy/obstetric/birth/menstrual/treatment "
        "history; past medical history; history present illness/complaint; "
        "hpi/pmh/hopi/background/habits/comorbidities; history/past illness; medical "
        "condition history; h o; history note; risk factor; k c o; known case; "
        "~allergy",
    ),
    core(
        "examination",
        "long_text",
        "physical/clinical/general/systemic/local/oral/intraoral/extraoral/dental "
        "examination; examination/physical findings; examination details; "
        "objective/findings/observation/oe/o/physical/ros/tooth/inspection/palpation; "
        "o e; review systems; clinical/local/systemic finding; exam note/result; "
        "tooth number; mental status; clinical observation; general condition",
    ),
    core(
        "medications",
        "long_text",
        "current prescription/rx; remedy/remedy potency; medication "
        "given/prescribed/list/name/details/advised/administered/ordered/plan; "
        "current/prescribed/treatment/home/discharge medication; "
        "prescription/prescribed; rx/remedy given; medication prescribed details; "
        "prescription advised",
    ),
    core(
        "notes",
        "long_text",
        "clinical/additional/progress/physician/treatment/soap/"
        "nurse/appointment/general/case/chart/private/staff/"
        "assessment/procedure/internal/conclusion note; note "
        "body/content/description/html/detail; "
        "text/narrative/summary/message/value/response/entry/transcript/memo; other "
        "information/details; free text; visit/clinical/case/discharge summary; text "
        "value; note plain text; evolution; clinical evolution; ~answers/details",
    ),
    core(
        "file",
        "file",
        "file name/path/url/id/location; "
        "attachment/pdf/document/url/scan/photo/report/media/xray; document "
        "name/url/path/file/image; report/attachment/image/scan/uploaded file; "
        "report/attachment/image/download/media/pdf url; report pdf/path; attachment "
        "name/path/id; image/scan/storage path; ~link/image",
    ),
    core(
        "status",
        "choice",
        "~estado; "
        "record/note/clinical/verification/case/encounter/current/"
        "problem/diagnosis/document/signing/form/report status; "
        "stage/active/inactive/resolved; "
        "clinical/current/problem/diagnosis/document/verification/"
        "signing/form/report/encounter/record state; ~state",
    ),
    created_at(
        "~entry date; documented at; time entered; entered; inserted date",
    ),
    updated_at(),
    # Known to some systems only.
    extra(
        "title",
        "text",
        "document/file/note/record/chart/encounter/form title; heading/label; name "
        "document; record/chart name; ~subject",
    ),
    extra(
        "start",
        "datetime",
        "start/appointment/admission time; start at; time; session start; time visit; "
        "admission datetime",
    ),
    extra(
        "end",
        "datetime",
        "stop/discharge/finish/abatement; "
        "end/stop/resolved/abatement/discharge/resolution/inactive/remission date; "
        "end/out time; date resolved/ended/discharge; end/resolved/discharge/stop "
        "datetime; session end; problem end date",
    ),
    extra(
        "visit_type",
        "choice",
        "appointment/admission/case category; appointment/admission/case class; "
        "admission/service/patient type; new or followup/old; "
        "encounter/admission/case name; type appointment; mode; new repeat; "
        "appointment mode; procedure code type; ~record type; ~type",
    ),
    extra(
        "diagnosis_code",
        "text",
        "icd/condition/snomed/problem/disease/concept code; icd/snomed/cpt; icd 10/9 "
        "code; icd 10/9; snomed id; diagnosis icd code; condition icd; icd code 1; "
        "snomed ct code; ~code",
    ),
    extra(
        "vitals",
        "text",
        "vital signs; blood/systolic/diastolic pressure; "
        "bp/systolic/diastolic/pulse/hr/rr/temperature/spo2/bmi/"
        "weight/height/sbp/dbp/oxygen/respiration/bsa/waist/glucose/rbs/fbs; bp "
        "systolic/diastolic; pulse/heart/respiratory/respiration/resp rate; oxygen "
        "saturation; weight kg/kgs; height cm; blood sugar/glucose; blood pressure "
        "systolic/diastolic; pulse oximetry; temp f; pain score/level; body "
        "temperature; body mass index; spo2 percent; heart rate bpm; o2 sat; head "
        "circumference; fetal heart",
    ),
    extra(
        "follow_up_date",
        "date",
        "review; recall; next visit/review; followup; followup date/on/at; next "
        "appointment date?; review date; next followup; return date; next due date; "
        "followup/return/recall/review/next visit/next appointment/next review; "
        "review on; followup in/after/days; next session; revisit date; date "
        "followup; next consultation date; date next appointment; next visit date; "
        "followup appointment; recheck date",
    ),
    extra(
        "severity",
        "choice",
        "severity/triage/risk level; "
        "priority/acuity/triage/grade/criticality/urgency/level",
    ),
    extra(
        "outcome",
        "text",
        "result/patient/treatment/discharge outcome; disposition/prognosis; "
        "outcome/response treatment; outcome note; discharge status/disposition",
    ),
    extra(
        "template",
        "text",
        "template name/id/type; note/form/document template; questionnaire/form; note "
        "template name; form/chart type; form name",
    ),
    extra(
        "signed_by",
        "name",
        "finalized/locked/cosigned/approved/reviewed/verified/countersigned by; "
        "signed off by; signed off; cosigner/supervisor/signer; ~signed/signature",
    ),
    extra(
        "signed_at",
        "datetime",
        "signed/sign/locked/finalized/cosigned/approved/reviewed/signature date; "
        "signed time; finalized/locked at; date signed; signed off date",
    ),
    extra(
        "location",
        "text",
        "clinic/center/hospital/barangay name; "
        "center/hospital/barangay/organization/place/room/business/village/phc/camp; "
        "location id; place appointment/service; health center/facility; ward "
        "location; facility code",
    ),
    extra(
        "patient_age",
        "age",
        "age; age years/visit",
    ),
    extra(
        "patient_gender",
        "gender",
        "gender",
    ),
    extra(
        "referral",
        "text",
        "referred to/by/from/hospital; referral "
        "to/hospital/details/notes/physician/reason/source; referred; ~reference; "
        "referring physician; referring physician name; referred to department",
    ),
    extra(
        "department",
        "text",
        "department/specialty name; speciality/ward/discipline/division; ~service; "
        "clinic type; department id; ~unit",
    ),
    extra(
        "draft_flag",
        "yes_no",
        "draft; ~finalized/locked/finalised/completed/published/final/signed; ~is "
        "complete",
    ),
    extra(
        "lab_results",
        "text",
        "test results/name/performed/ordered/details/report/conducted; "
        "investigation/test/imaging/radiology/result; lab "
        "findings/tests/report/order/value; diagnostic tests/results; investigation "
        "details/advised/result; xray findings; observation/imaging result",
    ),
    extra(
        "category",
        "choice",
        "record/note/document/problem/entry category; "
        "note/document/event/history/file/problem/entry type; class; type "
        "note/record/document; record class; category name",
    ),
    subjects="record medical",
    files="record note chart clinical emr ehr condition problem diagnosis treatment "
    "history soap",
    expected="chief_complaint diagnosis treatment_plan history examination notes file "
    "vitals",
)
