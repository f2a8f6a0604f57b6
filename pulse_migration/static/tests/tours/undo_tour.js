import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// One click: button, plan, typed name, proof.
tours.add("pulse_undo_tour", {
    steps: () => [
        {
            content: "Undo the run",
            trigger: ".o_statusbar_buttons button[name='action_plan_undo']",
            run: "click",
        },
        {
            content: "It asks with the numbers",
            trigger:
                ".o_field_widget[name='question']:contains('Records that stay, each with its reason below: 1')",
        },
        {
            content: "The plan says what goes",
            trigger:
                ".o_field_widget[name='plan_line_ids'] .o_data_row:contains('Deleted'):contains('patient')",
        },
        {
            content: "It says what is in the way",
            trigger:
                ".o_field_widget[name='plan_line_ids'] .o_data_row:contains('Blocked')",
        },
        {
            content: "Open what is in the way",
            trigger:
                ".o_field_widget[name='plan_line_ids'] .o_data_row:contains('Blocked') button[name='action_open']",
            run: "click",
        },
        {
            content: "It names the field",
            trigger: ".o_list_view .o_data_row:contains('City')",
        },
        {
            content: "Go back to the plan",
            trigger: ".breadcrumb-item a:contains('Undo of')",
            run: "click",
        },
        {
            content: "Type the migration's name",
            trigger: ".o_field_widget[name='confirm_name'] input",
            run: "edit Undo clinic",
        },
        {
            content: "Take it back",
            trigger: ".o_statusbar_buttons button[name='action_undo']",
            run: "click",
        },
        {
            content: "The proof lists the one that stays",
            trigger: ".alert-warning:contains('not as before')",
        },
        {
            content: "And says how many are as before",
            trigger:
                ".o_field_widget[name='proof_line_ids'] .o_data_row:contains('As before')",
        },
    ],
});

// A large one: its progress, then its proof.
tours.add("pulse_undo_running_tour", {
    steps: () => [
        {
            content: "It goes on in the background",
            trigger: ".alert-info:contains('in the background')",
        },
        {
            content: "How far it is",
            trigger: ".o_field_widget[name='progress']",
        },
    ],
});

// The trail of it: its chain is checked by a button.
tours.add("pulse_audit_tour", {
    steps: () => [
        {
            content: "The undo is an entry",
            trigger: ".o_list_view .o_data_row:contains('Undo started')",
        },
        {
            content: "Check the chain",
            trigger: "button:contains('Check the chain')",
            run: "click",
        },
        {
            content: "It is whole",
            trigger: ".modal .alert-success:contains('chain is whole')",
        },
    ],
});
