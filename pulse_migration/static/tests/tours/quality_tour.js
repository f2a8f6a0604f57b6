import {registry} from "@web/core/registry";

// From the report of what is wrong to a corrected cell, as the operator walks it.
registry.category("web_tour.tours").add("pulse_quality_tour", {
    steps: () => [
        {
            content: "Open the report of the run",
            trigger: "a[name='quality']",
            run: "click",
        },
        {
            content: "It can be downloaded for the clinic",
            trigger: "button[name='action_download_quality']",
        },
        {
            content: "A date that does not exist is counted; open its rows",
            trigger:
                ".o_data_row:contains('There is no such day') button[name='action_open_rows']",
            run: "click",
        },
        {
            content: "Exactly that row is listed",
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
            content: "The row says so, and shows original and correction",
            trigger:
                ".o_form_view:not(:has(.modal)) .o_field_widget[name='fix_ids'] .o_data_row:contains('29-02-1984')",
        },
    ],
});
