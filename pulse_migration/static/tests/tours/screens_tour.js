import {registry} from "@web/core/registry";

const ADDON = "pulse_migration";

// A list is open once the breadcrumb carries its name; then it must have lines.
const open = (section, menu, title) => [
    {
        content: `Open the menu of ${title}`,
        trigger: `.o_menu_sections button[data-menu-xmlid='${ADDON}.${section}']`,
        run: "click",
    },
    {
        content: `Choose ${title}`,
        trigger: `.dropdown-item[data-menu-xmlid='${ADDON}.${menu}']`,
        run: "click",
    },
    {
        content: `${title}: the list is open`,
        trigger: `.o_breadcrumb .active:contains('${title}')`,
    },
    {
        content: `${title}: it has lines`,
        trigger: ".o_list_view .o_data_row",
    },
];
const review = (menu, title) => open("pulse_review_menu", menu, title);
const mapping = (menu, title) => open("pulse_settings_menu", menu, title);

// Every list of the addon's menu, as the admin finds it after a migration.
registry.category("web_tour.tours").add("pulse_screens_tour", {
    steps: () => [
        {
            content: "Open the applications",
            trigger: ".o_navbar_apps_menu button",
            run: "click",
        },
        {
            content: "Choose the addon",
            trigger: `.o_app[data-menu-xmlid='${ADDON}.pulse_menu_root']`,
            run: "click",
        },
        {
            content: "The clinics are listed",
            trigger: ".o_kanban_view .o_kanban_record:contains('Screens clinic')",
        },
        ...review("pulse_file_menu", "Files"),
        ...review("pulse_row_menu", "Staged Rows"),
        ...review("pulse_issue_menu", "Data Quality"),
        ...review("pulse_plan_line_menu", "Plan"),
        ...review("pulse_preflight_menu", "Pre-flight"),
        ...review("pulse_approval_menu", "Approvals"),
        ...review("pulse_batch_menu", "Batches"),
        ...review("pulse_check_menu", "Verification"),
        ...review("pulse_change_menu", "Change Journal"),
        ...review("pulse_audit_menu", "Audit Trail"),
        ...mapping("pulse_mapping_menu", "Mapping"),
        ...mapping("pulse_profile_menu", "Profiles"),
        ...mapping("pulse_value_map_menu", "Value Maps"),
        ...mapping("pulse_physician_menu", "Physicians"),
        ...mapping("pulse_appointment_stage_menu", "Appointment Stages"),
        ...review("pulse_run_menu", "Runs"),
        {
            content: "Open the run",
            trigger: ".o_data_row:contains('Screens clinic') .o_data_cell",
            run: "click",
        },
        {
            content: "The run shows its files",
            trigger: ".o_form_view .o_field_widget[name='file_ids'] .o_data_row",
        },
        {
            content: "Open the plan of the run",
            trigger: ".o_notebook a[name='plan']",
            run: "click",
        },
        {
            content: "The plan counts rows by action and says why",
            trigger:
                ".o_field_widget[name='plan_line_ids'] .o_data_row:contains('Nothing in Odoo stands')",
        },
        {
            content: "Open the plan as a table",
            trigger: "button[name='action_open_plan']",
            run: "click",
        },
        {
            content: "Objects meet actions",
            trigger: ".o_pivot_view th:contains('Create')",
        },
        {
            content: "Back to the run",
            trigger: ".o_back_button a",
            run: "click",
        },
        {
            content: "Back to its files",
            trigger: ".o_notebook a[name='files']",
            run: "click",
        },
        {
            content: "Open the mapping of a file",
            trigger:
                ".o_data_row:contains('patients.csv') button[name='action_open_mapping']",
            run: "click",
        },
        {
            content: "Each column says why it means what it does",
            trigger:
                ".o_field_widget[name='mapping_ids'] .o_data_row:contains('name of the field')",
        },
        {
            content: "The field is picked from a list",
            trigger:
                ".o_field_widget[name='mapping_ids'] .o_data_row:contains('patient_id') .o_data_cell[name='field_id']:contains('Patient ID')",
        },
    ],
});

// The patient's own page, for somebody outside the medical group.
registry.category("web_tour.tours").add("pulse_patient_tour", {
    steps: () => [
        {
            content: "The patient has a page of personal information",
            trigger: "a[name='x_personal_information']",
            run: "click",
        },
        {
            content: "The id of the old system is shown",
            trigger: ".o_field_widget[name='x_studio_patient_id']",
        },
        {
            content: "Nothing medical is",
            trigger: ".o_form_view:not(:has([name='x_studio_allergy_notes']))",
        },
    ],
});
