import {LiveField} from "./live_field";
import {_t} from "@web/core/l10n/translation";
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
        const speed = _t("%s rows a second", rate.toLocaleString());
        return time_left ? `${speed}, ${_t("%s left", time_left)}` : speed;
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
