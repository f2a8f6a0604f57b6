import {registry} from "@web/core/registry";

// From the list of migrations to a patient's page, as the admin walks it.
registry.category("web_tour.tours").add("pulse_migration_tour", {
    steps: () => [
        {
            content: "The migration is listed",
            trigger: ".o_kanban_record:contains('Tour clinic')",
            run: "click",
        },
        {
            content: "Its journey is at its end",
            trigger: ".o_pulse_step[data-step='done'][data-state='done']",
        },
        {
            content: "Open its runs",
            trigger: "a[name='runs']",
            run: "click",
        },
        {
            content: "Its run is listed",
            trigger: ".o_field_widget[name='run_ids'] .o_data_row:contains('Done')",
        },
        {
            content: "Go on to the run",
            trigger: "button[name='action_open_run']",
            run: "click",
        },
        {
            content: "Every file is recognised",
            trigger:
                ".o_field_widget[name='file_ids'] .o_data_row:contains('patients.csv')",
        },
        {
            content: "Open the rows",
            trigger: ".oe_stat_button[name='action_open_rows']",
            run: "click",
        },
        {
            content: "A held row says why",
            trigger: ".o_data_row:contains('No patient with this id was received')",
        },
        {
            content: "Open the patient of a loaded row",
            trigger:
                ".o_data_row:contains('patients.csv') button[name='action_open_target']",
            run: "click",
        },
        {
            content: "The patient has a page of personal information",
            trigger: "a[name='x_personal_information']",
            run: "click",
        },
        {
            content: "With the id of the old system",
            trigger: ".o_field_widget[name='x_studio_patient_id']",
        },
    ],
});
