import {registry} from "@web/core/registry";

const PAGE = ".o_field_widget[name='timeline_ids']";
const line = (text) => `${PAGE} .o_data_row:contains('${text}')`;
const openPage = [
    {
        content: "The patient has a timeline",
        trigger: ".o_notebook a[name='timeline']",
        run: "click",
    },
    {
        content: "It begins with what is newest",
        trigger: line("Appointment"),
    },
];

// What the front desk finds on a patient's form: nothing medical.
registry.category("web_tour.tours").add("pulse_timeline_desk_tour", {
    steps: () => [
        ...openPage,
        {
            content: "No prescription, no record, no reason",
            trigger: `${PAGE}:not(:has(.o_data_row:contains('Prescription'))):not(:has(.o_data_row:contains('Medical record')))`,
        },
        {
            content: "Nothing says why the patient came",
            trigger: "body:not(:contains('Migraine')):not(:contains('Penicillin'))",
        },
        {
            content: "Open the timeline to filter it",
            trigger: "button.oe_stat_button[name='action_open_timeline']",
            run: "click",
        },
        {
            content: "Only kinds that the desk may see are offered",
            trigger:
                ".o_search_panel:contains('Campaign'):not(:contains('Prescription'))",
        },
        {
            content: "Choose the campaigns",
            trigger: ".o_search_panel_filter_value:contains('Campaign') input",
            run: "click",
        },
        {
            content: "Only they are left",
            trigger:
                ".o_list_view .o_data_row:contains('Flu shot'):only-of-type:not(:contains('Consultation'))",
        },
        {
            content: "Open it",
            trigger: ".o_list_view .o_data_row:contains('Flu shot') .o_data_cell",
            run: "click",
        },
        {
            content: "Its record is open",
            trigger:
                ".modal .o_form_view .o_field_widget[name='x_studio_campaign_name']",
        },
    ],
});

// What a physician finds: allergies first, and the whole history.
registry.category("web_tour.tours").add("pulse_timeline_physician_tour", {
    steps: () => [
        {
            content: "Allergies are seen before anything else",
            trigger: ".alert-danger[role='alert']:contains('Penicillin')",
        },
        ...openPage,
        {
            content: "The prescription is there",
            trigger: line("Prescription"),
        },
        {
            content: "And why the patient came",
            trigger: line("Migraine"),
        },
        {
            content: "Open the documents",
            trigger: "button.oe_stat_button[name='action_open_documents']",
            run: "click",
        },
        {
            content: "They are filtered",
            trigger:
                ".o_list_view .o_data_row:contains('Medical record'):first, .o_list_view:not(:has(.o_data_row:contains('Campaign')))",
        },
        {
            content: "By the facet that says so",
            trigger: ".o_searchview_facet:contains('Documents')",
        },
    ],
});

// A physician's week: what came from Pulse stands at its hour, done or not.
registry.category("web_tour.tours").add("pulse_calendar_tour", {
    steps: () => [
        {
            content: "Not among those that take all day: at its hour",
            trigger: ".fc-timegrid-event:contains('Asha Rao')",
            run: "click",
        },
        {
            content: "What it is, and how it ended",
            trigger: ".o_cw_popover:contains('Consultation'):contains('Completed')",
        },
    ],
});
