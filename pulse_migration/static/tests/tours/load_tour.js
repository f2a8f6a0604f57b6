import {registry} from "@web/core/registry";

// Load asks with numbers; what is scheduled says so; what runs shows how far it is.
registry.category("web_tour.tours").add("pulse_load_tour", {
    steps: () => [
        {
            content: "Nothing is loaded so far",
            trigger: ".o_pulse_progress .o_pulse_left:contains('1')",
        },
        {
            content: "It is one sentence, with its blanks",
            trigger: ".o_pulse_progress span:contains('Rows done: 0, left: 1')",
        },
        {
            content: "Press Load",
            trigger: ".o_statusbar_buttons button[name='action_open_load']",
            run: "click",
        },
        {
            content: "It asks with the numbers",
            trigger:
                ".modal .o_field_widget[name='question']:contains('written into Odoo: 1 ')",
        },
        {
            content: "Only in some hours",
            trigger: ".modal input[data-value='between']",
            run: "click",
        },
        {
            content: "Until half past six",
            trigger: ".modal .o_field_widget[name='window_to'] input",
            run: "edit 06:30",
        },
        {
            content: "Load",
            trigger: ".modal button[name='action_load']",
            run: "click",
        },
        {
            content: "It says when",
            trigger: ".o_field_widget[name='next_text']:contains('20:00 and 06:30')",
        },
        {
            content: "Not by itself after all",
            trigger: ".o_statusbar_buttons button[name='action_unschedule']",
            run: "click",
        },
        {
            content: "Nothing is scheduled",
            trigger: ".o_field_widget[name='next_text']:contains('in the background')",
        },
        {
            content: "Press Load again",
            trigger: ".o_statusbar_buttons button[name='action_open_load']",
            run: "click",
        },
        {
            content: "Now",
            trigger: ".modal button[name='action_load']",
            run: "click",
        },
        {
            content: "It is loading",
            trigger: ".o_field_widget[name='next_text']:contains('It is loading')",
        },
        {
            content: "Stop",
            trigger: ".o_statusbar_buttons button[name='action_stop']",
            run: "click",
        },
        {
            content: "Yes",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "It is stopped",
            trigger: ".o_field_widget[name='next_text']:contains('Stopped')",
        },
    ],
});
