import {fileUploadService} from "@web/core/file_upload/file_upload_service";
import {registry} from "@web/core/registry";
import {session} from "@web/session";

const {DataTransfer, DragEvent, Event, EventTarget, ProgressEvent} = window;
const KILOBYTE = 1024;
const file = (name, text) => new File([text], name, {type: "text/csv"});
const patients = file("patients.csv", "patient_id,name\nP1,Asha\nP2,Ravi\n");
const visits = file(
    "appointments.csv",
    "appointment_id,patient_id,appointment_date\nA1,P1,2024-03-05\n"
);
const entry = (name, status) =>
    `.modal .o_pulse_entry[data-status='${status}']:contains('${name}')`;

/** A connection that sends some bytes, and then no more. */
class Stuck extends EventTarget {
    status = 0;
    responseText = "";
    upload = new EventTarget();

    open() {
        return undefined;
    }

    send() {
        setTimeout(() => {
            const sent = {loaded: 20, total: 400, lengthComputable: true};
            this.upload.dispatchEvent(new ProgressEvent("progress", sent));
        });
    }

    abort() {
        this.dispatchEvent(new Event("abort"));
        this.dispatchEvent(new Event("loadend"));
    }
}

/** A connection that breaks. */
class Broken extends Stuck {
    send() {
        setTimeout(() => {
            this.dispatchEvent(new ProgressEvent("error"));
            this.dispatchEvent(new Event("loadend"));
        });
    }
}

const own = fileUploadService.createXhr;
const connect = (Xhr) => {
    fileUploadService.createXhr = Xhr ? () => new Xhr() : own;
};
const drop = (...files) => {
    const dataTransfer = new DataTransfer();
    files.forEach((one) => dataTransfer.items.add(one));
    const options = {dataTransfer, bubbles: true, cancelable: true};
    document
        .querySelector(".modal .o_pulse_drop")
        .dispatchEvent(new DragEvent("drop", options));
};

// Folders as a browser shows them; it lets nobody make one
const entryOf = (one) => ({
    isDirectory: false,
    name: one.name,
    file: (done) => done(one),
});
const folder = (name, ...inside) => ({
    isDirectory: true,
    name,
    createReader() {
        const parts = [inside.map((one) => (one.isDirectory ? one : entryOf(one)))];
        return {readEntries: (done) => done(parts.pop() || [])};
    },
});
const scan = file("scan.pdf", "%PDF-1.4 scan");
const page = file("page.pdf", "%PDF-1.4 page");
const dropFolder = (...entries) => {
    const items = entries.map((one) => ({webkitGetAsEntry: () => one}));
    const event = new DragEvent("drop", {bubbles: true, cancelable: true});
    Object.defineProperty(event, "dataTransfer", {value: {items, files: []}});
    document.querySelector(".modal .o_pulse_drop").dispatchEvent(event);
};

// Files dropped; one gets stuck, is stopped and sent again; what is too large says so.
registry.category("web_tour.tours").add("pulse_upload_tour", {
    steps: () => [
        {
            content: "Name the clinic",
            trigger: ".modal div[name='name'] input",
            run: "edit Dropped clinic",
        },
        {
            content: "Drop two files",
            trigger: ".modal .o_pulse_drop",
            run() {
                connect(Stuck);
                drop(patients, visits);
            },
        },
        {
            content: "One is on its way, the other waits",
            trigger: entry("appointments.csv", "waiting"),
        },
        {
            content: "So many bytes were sent",
            trigger: ".modal .progress[aria-label='Bytes sent']",
            async run({waitFor}) {
                await waitFor(
                    ".modal .progress[aria-valuenow]:not([aria-valuenow='0'])"
                );
            },
        },
        {
            content: "Nothing can be received in between",
            trigger: ".modal footer:not(:has(button[name='action_receive']))",
        },
        {
            content: "Stop",
            trigger: ".modal .o_pulse_stop",
            run: "click",
        },
        {
            content: "It says what to do",
            trigger: `${entry("patients.csv", "stopped")} .o_pulse_advice:contains('Press “Again”')`,
        },
        {
            content: "The connection breaks this time",
            trigger: `${entry("patients.csv", "stopped")} .o_pulse_again`,
            run() {
                connect(Broken);
                this.anchor.click();
            },
        },
        {
            content: "It says that, and what to do",
            trigger: `${entry("patients.csv", "failed")} .o_pulse_advice:contains('The connection broke')`,
        },
        {
            content: "At last",
            trigger: `${entry("patients.csv", "failed")} .o_pulse_again`,
            run() {
                connect(null);
                this.anchor.click();
            },
        },
        {
            content: "It is here",
            trigger: entry("patients.csv", "done"),
        },
        {
            content: "The other one as well",
            trigger: `${entry("appointments.csv", "stopped")} .o_pulse_again`,
            run: "click",
        },
        {
            content: "Both are here",
            trigger: ".modal .o_pulse_summary:contains('Files here: 2 of 2.')",
        },
        {
            content: "One that is too large",
            trigger: ".modal .o_pulse_drop",
            run() {
                const limit = session.max_file_upload_size;
                session.max_file_upload_size = KILOBYTE;
                drop(file("huge.csv", "x".repeat(2 * KILOBYTE)));
                session.max_file_upload_size = limit;
            },
        },
        {
            content: "It is not even sent, and says what to do",
            trigger: `${entry("huge.csv", "failed")} .o_pulse_advice:contains('Split the ZIP')`,
        },
        {
            content: "Leave it out",
            trigger: `${entry("huge.csv", "failed")} button[title='Remove']`,
            run: "click",
        },
        {
            content: "Drop the folder of the export",
            trigger: ".modal .o_pulse_drop",
            run() {
                dropFolder(
                    folder(
                        "export",
                        file(".DS_Store", "x"),
                        scan,
                        folder("files", page)
                    )
                );
            },
        },
        {
            content: "What is in its folders is named by its path",
            trigger: entry("files/page.pdf", "done"),
        },
        {
            content: "All of it is here, and nothing that is the computer's own",
            trigger: ".modal .o_pulse_summary:contains('Files here: 4 of 4.')",
        },
        {
            content: "Receive what is here",
            trigger:
                ".modal:not(:has(.o_pulse_entry:contains('huge.csv'))) button[name='action_receive']",
            run: "click",
        },
        {
            content: "Objects and rows are shown at once",
            trigger:
                ".o_field_widget[name='run_file_ids'] .o_data_row:contains('Patient') td[name='row_count']:contains('2')",
        },
        {
            content: "Of every file",
            trigger:
                ".o_field_widget[name='run_file_ids'] .o_data_row:contains('Appointment') td[name='row_count']:contains('1')",
        },
    ],
});
