import {Component, onWillStart, onWillUnmount, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {useService} from "@web/core/utils/hooks";

const TYPE = "pulse_progress";
const EVERY = 1000; // Milliseconds between two looks, however fast it loads
const WITHOUT_BUS = 10000; // A look of one's own, should no message come

/**
 * How far a load is. Messages say that something moved; what, is read as the user.
 */
export class PulseProgress extends Component {
    static template = "pulse_migration.Progress";
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.bus = useService("bus_service");
        this.state = useState({info: {}});
        this.timer = null;
        this.isGone = false;
        useRecordObserver((record) => {
            this.state.info = record.data[this.props.name] || {};
        });
        this.onMessage = ({run}) => {
            if (run === this.props.record.resId) {
                this.lookIn(EVERY);
            }
        };
        onWillStart(() => {
            this.channel = this.state.info.channel;
            if (this.channel) {
                this.bus.addChannel(this.channel);
            }
            this.bus.subscribe(TYPE, this.onMessage);
            this.poll = browser.setInterval(() => {
                if (this.state.info.is_running) {
                    this.lookIn(0);
                }
            }, WITHOUT_BUS);
        });
        onWillUnmount(() => {
            this.isGone = true;
            browser.clearTimeout(this.timer);
            browser.clearInterval(this.poll);
            this.bus.unsubscribe(TYPE, this.onMessage);
            if (this.channel) {
                this.bus.deleteChannel(this.channel);
            }
        });
    }

    get percent() {
        const {done, left} = this.state.info;
        return done + left ? Math.floor((100 * done) / (done + left)) : 0;
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

    lookIn(milliseconds) {
        if (this.timer === null) {
            this.timer = browser.setTimeout(() => this.look(), milliseconds);
        }
    }

    async look() {
        const {record, name} = this.props;
        try {
            const [values] = await this.orm.silent.read(
                record.resModel,
                [record.resId],
                [name]
            );
            await this.show(values && values[name]);
        } finally {
            this.timer = null;
        }
    }

    async show(info) {
        if (this.isGone || !info) {
            return;
        }
        const isOther = info.state !== this.state.info.state;
        this.state.info = info;
        // Buttons and texts of the form follow the state; what is being typed stays
        if (isOther && !(await this.props.record.isDirty())) {
            await this.props.record.load();
        }
    }
}

export const pulseProgress = {
    component: PulseProgress,
    displayName: _t("Progress of a load"),
    supportedTypes: ["json"],
};

registry.category("fields").add("pulse_progress", pulseProgress);
