import {inputFiles} from "@web/../tests/utils";
import {registry} from "@web/core/registry";

// The ZIP that a clinic might send: made by the test, handed over as text.
const exportFile = () => {
    const text = document.cookie.match(/pulse_export=([^;]+)/)[1];
    const bytes = Uint8Array.from(window.atob(decodeURIComponent(text)), (c) =>
        c.charCodeAt(0)
    );
    return new File([bytes], "export.zip", {type: "application/zip"});
};
const column = (header) =>
    `.o_field_widget[name='mapping_ids'] .o_data_row:has([name='header']:contains('${header}'))`;

const next = (name, content) => ({
    content,
    trigger: `.o_pulse_next[name='${name}']`,
    run: "click",
});
const step = (name, state) => ({
    content: `The step ${name} is ${state}`,
    trigger: `.o_pulse_step[data-step='${name}'][data-state='${state}'][aria-current='step']`,
});
const crumb = (text) => ({
    content: `Back to ${text}`,
    trigger: `.breadcrumb-item a:contains('${text}')`,
    run: "click",
});
const back = (content) => ({...crumb("Walked clinic"), content});

// From an empty database to Done: the button that the stepper offers, again and again.
registry.category("web_tour.tours").add("pulse_first_walk_tour", {
    steps: () => [
        {
            content: "An empty database says what to do",
            trigger: ".o_view_nocontent:contains('Bring a clinic over from Pulse')",
        },
        {
            content: "Do it",
            trigger: ".o_control_panel button:contains('Receive an export')",
            run: "click",
        },
        {
            content: "Name the clinic",
            trigger: ".modal div[name='name'] input",
            run: "edit Walked clinic",
        },
        {
            content: "Drop the ZIP",
            trigger: ".modal .o_pulse_drop",
            async run() {
                await inputFiles(".modal .o_pulse_drop input", [exportFile()]);
            },
        },
        {
            content: "It was uploaded, every byte of it",
            trigger: ".modal .o_pulse_entry[data-status='done']:contains('export.zip')",
        },
        {
            content: "So it says",
            trigger: ".modal .o_pulse_summary:contains('Files here: 1 of 1.')",
        },
        {
            content: "Receive it",
            trigger: ".modal button[name='action_receive']",
            run: "click",
        },
        step("receive", "now"),
        {
            content: "Its files are recognised, with their rows",
            trigger:
                ".o_field_widget[name='run_file_ids'] .o_data_row:contains('Patient List.csv'):contains('Patient') td[name='row_count']:contains('3')",
        },
        {
            content: "A later step can be looked at, and says what comes first",
            trigger: ".o_pulse_step[data-step='load'][data-state='later']",
            run: "click",
        },
        {
            content: "It does",
            trigger: ".o_pulse_panel .o_pulse_text:contains('First comes: Receive.')",
        },
        next("action_start_stage", "Stage"),
        {
            content: "The map is next; errors are counted; open them",
            trigger:
                ".o_form_view:has(.o_pulse_step[data-step='map'][aria-current='step']) button[name='action_open_severity']:contains('Error')",
            run: "click",
        },
        {
            content: "A day that does not exist is counted; open its rows",
            trigger:
                ".o_data_row:contains('There is no such day') button[name='action_open_rows']",
            run: "click",
        },
        {
            content: "Open the row",
            trigger:
                ".o_list_view .o_data_row:only-of-type:contains('P1') .o_data_cell",
            run: "click",
        },
        {
            content: "Correct it",
            trigger: "button[name='action_correct']",
            run: "click",
        },
        {
            content: "The cell with the problem comes first",
            trigger:
                ".modal .o_data_row:first:contains('31-02-1984') td[name='corrected']",
            run: "click",
        },
        {
            content: "Write what should stand there",
            trigger: ".modal .o_data_row td[name='corrected'] textarea",
            run: "edit 29-02-1984",
        },
        {
            content: "Keep it",
            trigger: ".modal button[name='action_correct']",
            run: "click",
        },
        {
            content: "The row shows the correction",
            trigger:
                ".o_form_view:not(:has(.modal)) .o_field_widget[name='fix_ids'] .o_data_row:contains('29-02-1984')",
        },
        crumb("There is no such day"),
        {
            content: "The problem is gone from its list",
            trigger: ".o_list_view:not(:has(.o_data_row))",
        },
        crumb("Data Quality"),
        {
            content: "The report is there again",
            trigger: ".o_breadcrumb .active:contains('Data Quality')",
        },
        back("Back to the clinic"),
        {
            content: "Open what the columns of the patients mean",
            trigger:
                ".o_field_widget[name='run_file_ids'] .o_data_row:contains('Patient List.csv') button[name='action_open_mapping']",
            run: "click",
        },
        {
            content: "One column is not what it seems",
            trigger: `${column("Locality")} td[name='field_id']`,
            run: "click",
        },
        {
            content: "Choose the right field",
            trigger: `${column("Locality")} td[name='field_id'] input`,
            run: "edit Street2",
        },
        {
            content: "From the list",
            trigger: ".o-autocomplete--dropdown-item:contains('Street2')",
            run: "click",
        },
        {
            content: "Confirm what the columns mean",
            trigger: "button[name='action_confirm_mapping']",
            run: "click",
        },
        {
            content: "It says who confirmed",
            trigger: ".o_field_widget[name='confirmed_by']",
        },
        back("Back to the clinic"),
        next("action_confirm_mapping", "Confirm the other file"),
        step("map", "blocked"),
        next("action_open_physicians", "Look who has no user"),
        {
            content: "Choose all",
            trigger: ".o_list_view:has(.o_data_row:contains('Meera')) thead input",
            run: "click",
        },
        {
            content: "The fallback user gets them",
            trigger: "button[name='action_use_fallback']",
            run: "click",
        },
        // Nobody is undecided any more: the clinic's page is there again
        step("check", "now"),
        next("action_start_plan", "Plan"),
        step("sample", "now"),
        next("action_open_sample", "Open the sample"),
        {
            content: "Take it",
            trigger: "button[name='action_sample']:contains('Take the sample')",
            run: "click",
        },
        {
            content: "It is taken",
            trigger: ".o_breadcrumb .active:contains('Sample, Field by Field')",
        },
        crumb("Sample of"),
        {
            content: "The sample says when it was taken",
            trigger: ".o_form_view .o_field_widget[name='sampled_at']",
        },
        back("Back to the clinic"),
        step("approve", "now"),
        next("action_approve", "Approve"),
        step("load", "now"),
        next("action_open_load", "Load"),
        {
            content: "It asks with the numbers",
            trigger:
                ".modal .o_field_widget[name='question']:contains('Rows to be written into Odoo: 3')",
        },
        {
            content: "Yes",
            trigger: ".modal button[name='action_load']",
            run: "click",
        },
        step("done", "done"),
        {
            content: "Nothing is left undone before it",
            trigger:
                ".o_pulse_steps:not(:has([data-state='now'], [data-state='blocked'], [data-state='later']))",
        },
        {
            content: "The numbers say what became of the rows; look at those",
            trigger:
                "button[name='action_open_outcome']:contains('Created') .o_pulse_value:contains('3')",
            run: "click",
        },
        {
            content: "They are listed",
            trigger: ".o_list_view .o_data_row:contains('P2')",
        },
        back("Back to the clinic"),
        next("action_open_after", "After the move"),
        {
            content: "Read the reconciliation",
            trigger: ".o_notebook a[name='reconciliation']",
            run: "click",
        },
        {
            content: "It says what arrived",
            trigger: ".o_field_widget[name='after_html'] th:contains('Patient')",
        },
    ],
});

const assert = (isTrue, text) => {
    if (!isTrue) {
        throw new Error(text);
    }
};

// A telephone's width: nothing is cut off, every button has a name and is reachable.
registry.category("web_tour.tours").add("pulse_stepper_narrow_tour", {
    steps: () => [
        {
            content: "The steps are there",
            trigger: ".o_pulse_step[data-step='receive'][aria-current='step']",
            run() {
                const page = document.documentElement;
                assert(page.scrollWidth <= window.innerWidth, "cut off at the side");
                for (const button of document.querySelectorAll(
                    ".o_pulse_stepper button, .o_pulse_numbers button"
                )) {
                    const {left, right} = button.getBoundingClientRect();
                    assert(button.innerText.trim(), "a button without a name");
                    assert(button.tabIndex === 0, "a button that Tab does not reach");
                    assert(left >= 0 && right <= window.innerWidth, "cut off");
                }
                const chosen = document.querySelectorAll("[aria-pressed='true']");
                assert(chosen.length === 1, "one step is chosen");
                document.querySelector("[data-step='verify']").focus();
            },
        },
        {
            content: "Enter chooses the step in focus",
            trigger: ".o_pulse_step[data-step='verify']:focus",
            run: "press Enter",
        },
        {
            content: "Its state is said in words",
            trigger: ".o_pulse_panel:contains('Verify'):contains('Later')",
        },
        {
            content: "The files are listed with their rows",
            trigger:
                ".o_field_widget[name='run_file_ids'] .o_kanban_record:contains('patients.csv'):contains('Rows: 1')",
        },
        next("action_start_stage", "The one button that goes on is still there"),
        {
            content: "It went on",
            trigger: ".o_pulse_step[data-step='map'][aria-current='step']",
        },
    ],
});
