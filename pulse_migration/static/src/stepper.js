import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {pressButton} from "./journey_button";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useRecordObserver} from "@web/model/relational_model/utils";

// Beside the word: nobody has to tell states by their colour
const ICONS = {
    done: "fa-check",
    now: "fa-arrow-right",
    blocked: "fa-exclamation",
    waits: "fa-hourglass-half",
    later: "fa-lock",
    open: "fa-circle-o",
    skipped: "fa-minus",
};

/**
 * The journey of a clinic: every step can be looked at, one button goes on.
 */
export class PulseStepper extends Component {
    static template = "pulse_migration.Stepper";
    static props = {...standardFieldProps};

    setup() {
        this.state = useState({journey: {steps: []}, chosen: ""});
        useRecordObserver((record) => {
            const journey = record.data[this.props.name] || {steps: []};
            // What comes next is shown, wherever one looked before
            if (journey.current !== this.state.journey.current) {
                this.state.chosen = journey.current;
            }
            this.state.journey = journey;
        });
    }

    get steps() {
        return this.state.journey.steps;
    }

    get chosen() {
        return this.steps.find((step) => step.key === this.state.chosen);
    }

    get current() {
        return this.steps.find((step) => step.key === this.state.journey.current);
    }

    // The one button that goes on, whichever step is looked at
    get primary() {
        return this.current.buttons.find((button) => button.is_primary);
    }

    get others() {
        return this.chosen.buttons.filter((button) => !button.is_primary);
    }

    get isElsewhere() {
        return this.state.chosen !== this.state.journey.current;
    }

    icon(step) {
        return ICONS[step.state];
    }

    choose(step) {
        this.state.chosen = step.key;
    }

    press(button) {
        return pressButton(this.env, button);
    }
}

export const pulseStepper = {
    component: PulseStepper,
    displayName: _t("Steps of a migration"),
    supportedTypes: ["json"],
};

registry.category("fields").add("pulse_stepper", pulseStepper);
