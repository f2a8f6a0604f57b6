import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// Conflicts: one side by side, the rest in bulk and from now on.
tours.add("pulse_conflict_tour", {
    steps: () => [
        {
            content: "Three fields wait",
            trigger: ".o_list_view .o_data_row:nth-of-type(3)",
        },
        {
            content: "Look at one side by side",
            trigger: ".o_data_row:first .o_data_cell[name='field_label']",
            run: "click",
        },
        {
            content: "The source now and Odoo stand beside each other",
            trigger:
                ".o_form_view:has(.o_field_widget[name='source_text']) .o_field_widget[name='odoo_text']",
        },
        {
            content: "Odoo wins",
            trigger: ".o_statusbar_buttons button[name='action_odoo']",
            run: "click",
        },
        {
            content: "It is resolved",
            trigger: ".o_statusbar_status .o_arrow_button_current:contains('Resolved')",
        },
        {
            content: "Back to the list",
            trigger: ".breadcrumb-item a:contains('Conflicts')",
            run: "click",
        },
        {
            content: "Two are left; choose all",
            trigger:
                ".o_list_view:not(:has(.o_data_row:nth-of-type(3))) thead .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Resolve them together",
            trigger: ".o_control_panel button:contains('Resolve…')",
            run: "click",
        },
        {
            content: "The source wins",
            trigger:
                ".modal .o_field_widget[name='resolution'] input[data-value='source']",
            run: "click",
        },
        {
            content: "From now on",
            trigger: ".modal .o_field_widget[name='is_rule'] input",
            run: "click",
        },
        {
            content: "Resolve",
            trigger: ".modal footer button[name='action_resolve']",
            run: "click",
        },
        {
            content: "Nothing waits any more",
            trigger: "body:not(:has(.modal)) .o_list_view:not(:has(.o_data_row))",
        },
    ],
});

// The cut-over begins: the last delta is asked for.
tours.add("pulse_final_tour", {
    steps: () => [
        {
            content: "Begin the cut-over",
            trigger: ".o_statusbar_buttons button[name='action_final']",
            run: "click",
        },
        {
            content: "Yes, close the source",
            trigger: ".modal footer .btn-primary",
            run: "click",
        },
        {
            content: "It is under way",
            trigger:
                "body:not(:has(.modal)) .o_form_view .alert:contains('last delta is being received')",
        },
    ],
});

// The cut-over has ended.
tours.add("pulse_in_step_tour", {
    steps: () => [
        {
            content: "It says as of when the clinic and Odoo are in step",
            trigger: ".o_form_view .alert:contains('In step as of')",
        },
        {
            content: "The source is closed",
            trigger: ".o_statusbar_status .o_arrow_button_current:contains('Closed')",
        },
    ],
});
