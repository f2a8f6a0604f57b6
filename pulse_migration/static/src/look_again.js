import {Component, onWillUnmount, useEffect, xml} from "@odoo/owl";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

const EVERY = 3000; // Milliseconds between two looks

/**
 * Reads the form again while what it shows goes on in the background; nothing to see.
 */
export class PulseLookAgain extends Component {
    static template = xml`<span class="d-none" />`;
    static props = {
        ...standardWidgetProps,
        field: {type: String},
        values: {type: Array},
    };

    setup() {
        this.timer = null;
        useEffect(
            (isMoving) => {
                if (isMoving) {
                    this.timer = browser.setInterval(() => this.look(), EVERY);
                    return () => browser.clearInterval(this.timer);
                }
            },
            () => [this.isMoving]
        );
        onWillUnmount(() => {
            this.isGone = true;
        });
    }

    get isMoving() {
        const {record, field, values} = this.props;
        return values.includes(record.data[field]);
    }

    async look() {
        const {record} = this.props;
        // What is being typed stays
        if (!document.hidden && !(await record.isDirty()) && !this.isGone) {
            await record.load();
        }
    }
}

export const pulseLookAgain = {
    component: PulseLookAgain,
    extractProps: ({options}) => ({field: options.field, values: options.values}),
};

registry.category("view_widgets").add("pulse_look_again", pulseLookAgain);
