import {Component, onWillUnmount, useRef, useState} from "@odoo/owl";
import {DEFAULT_MAX_FILE_SIZE} from "@web/core/utils/files";
import {_t} from "@web/core/l10n/translation";
import {droppedFolders, filesInFolders} from "./dropped";
import {registry} from "@web/core/registry";
import {session} from "@web/session";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";
import {useX2ManyCrud} from "@web/views/fields/relational_utils";

const ROUTE = "/web/binary/upload_attachment";
const KILO = 1024;
const ICONS = {
    waiting: "fa-clock-o text-muted",
    sending: "fa-upload text-primary",
    done: "fa-check text-success",
    stopped: "fa-hand-paper-o text-warning",
    failed: "fa-exclamation-triangle text-danger",
};

/** Bytes as a person reads them. */
export function sizeText(bytes) {
    const kilos = bytes / KILO;
    const [amount, unit] = kilos < KILO ? [kilos, "KB"] : [kilos / KILO, "MB"];
    const digits = amount < 10 ? 1 : 0;
    return `${amount.toLocaleString(undefined, {maximumFractionDigits: digits})} ${unit}`;
}

/**
 * Files dropped or chosen, sent one after the other; each shows how much of it was sent
 * and, when it did not arrive, what to do.
 */
export class PulseUpload extends Component {
    static template = "pulse_migration.Upload";
    static props = {...standardFieldProps, busyField: {type: String, optional: true}};

    setup() {
        this.fileUpload = useService("file_upload");
        this.input = useRef("input");
        this.state = useState({entries: [], isOver: false, hint: ""});
        this.operations = useX2ManyCrud(
            () => this.props.record.data[this.props.name],
            true
        );
        this.nextId = 1;
        this.isSending = false;
        onWillUnmount(() => {
            this.isGone = true;
            this.stop();
        });
    }

    get total() {
        const entries = this.state.entries;
        const sum = (key) => entries.reduce((all, entry) => all + entry[key], 0);
        return {sent: sum("sent"), size: sum("size")};
    }

    get isBusy() {
        return this.state.entries.some((entry) =>
            ["waiting", "sending"].includes(entry.status)
        );
    }

    get summary() {
        const {sent, size} = this.total;
        const done = this.state.entries.filter((entry) => entry.status === "done");
        return _t("Files here: %(done)s of %(all)s. Sent: %(sent)s of %(size)s.", {
            done: done.length,
            all: this.state.entries.length,
            sent: sizeText(sent),
            size: sizeText(size),
        });
    }

    get limit() {
        return session.max_file_upload_size || DEFAULT_MAX_FILE_SIZE;
    }

    percent({sent, size}) {
        return size ? Math.floor((100 * sent) / size) : 0;
    }

    icon(entry) {
        return ICONS[entry.status];
    }

    sizeText(entry) {
        if (entry.status === "sending") {
            return `${sizeText(entry.sent)} / ${sizeText(entry.size)}`;
        }
        return sizeText(entry.size);
    }

    statusText(entry) {
        return {
            waiting: _t("Waits for its turn"),
            sending: _t("Is being sent"),
            done: _t("Is here"),
            stopped: _t("Stopped"),
            failed: _t("Did not arrive"),
        }[entry.status];
    }

    removeText({name}) {
        return _t("Remove %s", name);
    }

    async onDrop(ev) {
        this.state.isOver = false;
        const entries = droppedFolders(ev.dataTransfer);
        if (!entries.length) {
            this.add(ev.dataTransfer.files);
            return;
        }
        try {
            this.add(await filesInFolders(entries));
        } catch (error) {
            if (!(error instanceof window.DOMException)) {
                throw error;
            }
            this.state.hint = _t(
                "The folder could not be read. Pack it as a ZIP, and drop that."
            );
        }
    }

    onChosen() {
        this.add(this.input.el.files);
        this.input.el.value = null; // The same file may be chosen again
    }

    add(files) {
        this.state.hint = "";
        for (const file of files) {
            const isTooLarge = file.size > this.limit;
            this.state.entries.push({
                id: this.nextId++,
                attachmentId: false,
                file,
                name: file.name,
                size: file.size,
                sent: 0,
                status: isTooLarge ? "failed" : "waiting",
                advice: isTooLarge ? this.tooLargeText() : "",
                canRetry: !isTooLarge,
            });
        }
        return this.send();
    }

    tooLargeText() {
        return _t(
            "This server takes files up to %s. Split the ZIP, or let your administrator raise the limit.",
            sizeText(this.limit)
        );
    }

    async send() {
        if (this.isSending) {
            return;
        }
        this.isSending = true;
        await this.setBusy(true);
        let entry = this.nextWaiting();
        while (entry && !this.isGone) {
            await this.sendOne(entry);
            entry = this.nextWaiting();
        }
        this.isSending = false;
        if (!this.isGone) {
            await this.setBusy(false);
        }
    }

    nextWaiting() {
        return this.state.entries.find((entry) => entry.status === "waiting");
    }

    async setBusy(isBusy) {
        if (this.props.busyField) {
            await this.props.record.update({[this.props.busyField]: isBusy});
        }
    }

    async sendOne(entry) {
        entry.status = "sending";
        const {xhr} = await this.fileUpload.upload(ROUTE, [entry.file], {
            displayErrorNotification: false,
            buildFormData: (data) => {
                data.append("model", this.props.record.resModel);
                data.append("id", 0);
            },
        });
        this.xhr = xhr;
        xhr.upload.addEventListener("progress", (ev) => {
            // What is sent holds more than the file: its name, and what it is for
            entry.sent = Math.min(entry.size, ev.loaded);
        });
        await new Promise((resolve) => xhr.addEventListener("loadend", resolve));
        await this.settle(entry, xhr);
    }

    async settle(entry, xhr) {
        if (this.isGone || entry.status === "stopped") {
            return;
        }
        const answer = this.answerOf(xhr);
        if (!answer) {
            this.fail(entry, xhr.status);
            return;
        }
        entry.sent = entry.size;
        entry.attachmentId = answer.id;
        await this.operations.saveRecord([answer.id]);
        entry.status = "done";
    }

    answerOf(xhr) {
        try {
            const [answer] = JSON.parse(xhr.responseText);
            return xhr.status === 200 && answer.id ? answer : null;
        } catch {
            return null;
        }
    }

    fail(entry, status) {
        const again = _t("Press “Again”; what is here already stays.");
        const texts = {
            0: _t("The connection broke after %s.", sizeText(entry.sent)),
            413: this.tooLargeText(),
        };
        const text =
            texts[status] ||
            _t("The server did not take it. Sign in again if you were away for long.");
        entry.canRetry = status !== 413;
        entry.advice = entry.canRetry ? `${text} ${again}` : text;
        entry.sent = 0;
        entry.status = "failed";
    }

    stop() {
        for (const entry of this.state.entries) {
            if (["waiting", "sending"].includes(entry.status)) {
                entry.advice = _t(
                    "Stopped after %s; nothing of this file was kept. Press “Again” to send it, or go on with the files that are here.",
                    sizeText(entry.sent)
                );
                entry.sent = 0;
                entry.status = "stopped";
            }
        }
        if (this.xhr) {
            this.xhr.abort();
        }
    }

    again(entry) {
        entry.advice = "";
        entry.status = "waiting";
        return this.send();
    }

    async remove(entry) {
        const records = this.props.record.data[this.props.name].records;
        const record = records.find((one) => one.resId === entry.attachmentId);
        if (record) {
            await this.operations.removeRecord(record);
        }
        this.state.entries.splice(this.state.entries.indexOf(entry), 1);
    }
}

export const pulseUpload = {
    component: PulseUpload,
    displayName: _t("Upload of many files"),
    supportedTypes: ["many2many"],
    isEmpty: () => false,
    relatedFields: [{name: "name", type: "char"}],
    extractProps: ({options}) => ({busyField: options.busy_field}),
};

registry.category("fields").add("pulse_upload", pulseUpload);
