import {Component, onWillStart, onWillUnmount, useState} from "@odoo/owl";
import {browser} from "@web/core/browser/browser";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {useService} from "@web/core/utils/hooks";

const TYPE = "pulse_progress";
const EVERY = 1000; // Milliseconds between two looks, however fast it loads
const SHOWN = ["state", "is_running", "lane_verb", "is_staged", "compared"];
const MOVING = ["is_running", "is_verifying", "lane_verb", "is_sampling"];
const WITHOUT_BUS = 10000; // A look of one's own, should no message come

/**
 * A field about a run, looked at again when the bus says that the run moved. Messages
 * say that something moved; what, is read as the user.
 */
export class LiveField extends Component {
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.bus = useService("bus_service");
        this.state = useState({info: {}});
        this.timer = null;
        this.channel = null;
        this.isGone = false;
        useRecordObserver((record) => {
            this.state.info = record.data[this.props.name] || {};
            this.listen(this.state.info.channel);
        });
        this.onMessage = ({run}) => {
            if (run === this.state.info.run) {
                this.lookIn(EVERY);
            }
        };
        onWillStart(() => {
            this.bus.subscribe(TYPE, this.onMessage);
            this.poll = browser.setInterval(() => {
                if (MOVING.some((name) => this.state.info[name])) {
                    this.lookIn(0);
                }
            }, WITHOUT_BUS);
        });
        onWillUnmount(() => {
            this.isGone = true;
            browser.clearTimeout(this.timer);
            browser.clearInterval(this.poll);
            this.bus.unsubscribe(TYPE, this.onMessage);
            this.listen(null);
        });
    }

    // To the run that is shown, and to no other
    listen(channel) {
        const wanted = channel || null;
        if (wanted === this.channel) {
            return;
        }
        if (this.channel) {
            this.bus.deleteChannel(this.channel);
        }
        if (wanted) {
            this.bus.addChannel(wanted);
        }
        this.channel = wanted;
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
            if (!this.isGone && values && values[name]) {
                await this.show(values[name]);
            }
        } finally {
            this.timer = null;
        }
    }

    async show(info) {
        const before = this.state.info;
        const isOther = SHOWN.some((name) => info[name] !== before[name]);
        this.state.info = info;
        // Buttons and texts of the form follow the state; what is being typed stays
        if (isOther && !(await this.props.record.isDirty())) {
            await this.props.record.load();
        }
    }
}
