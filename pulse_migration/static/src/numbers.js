import {LiveField} from "./live_field";
import {_t} from "@web/core/l10n/translation";
import {pressButton} from "./journey_button";
import {registry} from "@web/core/registry";

/**
 * Big numbers by group; each opens what it counts.
 */
export class PulseNumbers extends LiveField {
    static template = "pulse_migration.Numbers";

    get groups() {
        return this.state.info.groups || [];
    }

    press(button) {
        return pressButton(this.env, button);
    }
}

export const pulseNumbers = {
    component: PulseNumbers,
    displayName: _t("Big numbers"),
    supportedTypes: ["json"],
};

registry.category("fields").add("pulse_numbers", pulseNumbers);
