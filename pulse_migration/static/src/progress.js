import {LiveField} from "./live_field";
import {_t} from "@web/core/l10n/translation";
import {markup} from "@odoo/owl";
import {registry} from "@web/core/registry";

/**
 * How far a load is.
 */
export class PulseProgress extends LiveField {
    static template = "pulse_migration.Progress";

    percent({done, left}) {
        return done + left ? Math.floor((100 * done) / (done + left)) : 0;
    }

    timeLeft(phase) {
        return phase.time_left ? _t("%s left", phase.time_left) : "";
    }

    get pace() {
        const {is_running, rate, time_left} = this.state.info;
        if (!is_running) {
            return "";
        }
        if (!rate) {
            return _t("no rows in the last two minutes");
        }
        const digits = {maximumFractionDigits: rate < 10 ? 1 : 0};
        const speed = rate.toLocaleString(undefined, digits);
        return time_left
            ? _t("Rows a second: %(speed)s. Time left: %(left)s", {
                  speed,
                  left: time_left,
              })
            : _t("Rows a second: %s", speed);
    }

    // One sentence with its numbers set off, so that it can be translated
    get summary() {
        const {done, left, is_verifying, lane_verb} = this.state.info;
        const numbers = {
            done: markup`<b class="o_pulse_done">${this.number(done)}</b>`,
            left: markup`<b class="o_pulse_left">${this.number(left)}</b>`,
        };
        if (is_verifying) {
            return _t("Rows verified: %(done)s, left: %(left)s", numbers);
        }
        if (lane_verb) {
            return _t("Rows staged: %(done)s, left: %(left)s", numbers);
        }
        return _t("Rows done: %(done)s, left: %(left)s", numbers);
    }

    get failedText() {
        return _t(", not loaded: %s", this.number(this.state.info.failed));
    }

    phaseText({label, done, left}) {
        return _t("%(phase)s: %(done)s done, %(left)s left", {
            phase: label,
            done: this.number(done),
            left: this.number(left),
        });
    }

    number(value) {
        return (value || 0).toLocaleString();
    }
}

export const pulseProgress = {
    component: PulseProgress,
    displayName: _t("Progress of a load"),
    supportedTypes: ["json"],
};

registry.category("fields").add("pulse_progress", pulseProgress);
