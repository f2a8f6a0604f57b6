import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const page = (name) => ({
    content: `Open the page ${name}`,
    trigger: `a[name='${name}']`,
    run: "click",
});
const approve = [
    {
        content: "Approve",
        trigger: ".o_statusbar_buttons button[name='action_approve']",
        run: "click",
    },
];
// The first approver: takes a sample, reads the pre-flight, approves.
tours.add("pulse_approval_first_tour", {
    steps: () => [
        page("approval"),
        {
            content: "It warns that nobody has taken a sample",
            trigger:
                ".o_field_widget[name='approval_html'] .alert-warning:contains('No sample')",
        },
        {
            content: "Open the sample",
            trigger: "button[name='action_open_sample']",
            run: "click",
        },
        {
            content: "Take it",
            trigger: "button[name='action_sample']:contains('Take the sample')",
            run: "click",
        },
        {
            content: "Its lines are there, problems first",
            trigger: ".o_breadcrumb .active:contains('Sample, Field by Field')",
        },
        {
            content: "Go back to the sample",
            trigger: ".breadcrumb-item a:contains('Sample of')",
            run: "click",
        },
        {
            content: "It can be handed over as a workbook and on paper",
            trigger: ".o_form_view:has(button[name='action_print'])",
        },
        {
            content: "Go back to the run",
            trigger: ".breadcrumb-item a:contains('Approval clinic')",
            run: "click",
        },
        page("preflight"),
        {
            content: "Green lines say what is fine",
            trigger:
                ".o_field_widget[name='preflight_ids'] .o_data_row:contains('Odoo 19.0')",
        },
        {
            content: "Check again",
            trigger: "button[name='action_check']",
            run: "click",
        },
        {
            content: "The sample counts",
            trigger:
                ".o_field_widget[name='preflight_ids'] .o_data_row:contains('A sample was taken')",
        },
        page("scope"),
        {
            content: "The scope gives a grade and its reasons",
            trigger:
                ".o_field_widget[name='scope_html'] .o_pulse_scope:contains('Limits')",
        },
        ...approve,
        {
            content: "A second person is waited for",
            trigger: ".alert-info:contains('second approver')",
        },
    ],
});

// The second approver: sees the sample's verdicts, approves.
tours.add("pulse_approval_second_tour", {
    steps: () => [
        {
            content: "One person has approved",
            trigger: ".alert-info:contains('second approver')",
        },
        page("approval"),
        {
            content: "The verdicts of the sample are there",
            trigger:
                ".o_field_widget[name='approval_html'] .o_pulse_approval:contains('Verdicts')",
        },
        {
            content: "The first approval is there",
            trigger:
                ".o_field_widget[name='approval_ids'] .o_data_row:contains('first_approver')",
        },
        ...approve,
        {
            content: "It is approved: loading is offered",
            trigger: ".o_statusbar_buttons button[name='action_open_load']",
        },
    ],
});

// Somebody changes a column: the approval is void, and says why.
tours.add("pulse_approval_void_tour", {
    steps: () => [
        {
            content: "The run says who changed what",
            trigger: ".alert-danger:contains('counts no longer'):contains('city')",
        },
        page("approval"),
        {
            content: "Both approvals are void",
            trigger:
                ".o_field_widget[name='approval_ids'] .o_data_row:contains('second_approver'):contains('Mapping')",
        },
        {
            content: "Loading is not offered any more",
            trigger: ".o_statusbar_buttons:not(:has(button[name='action_open_load']))",
        },
    ],
});
