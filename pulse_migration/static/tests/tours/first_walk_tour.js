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

// From the ZIP to a confirmed mapping, as the operator walks it the first time.
registry.category("web_tour.tours").add("pulse_first_walk_tour", {
    steps: () => [
        {
            content: "Name the clinic",
            trigger: ".modal div[name='name'] input",
            run: "edit Walked clinic",
        },
        {
            content: "Drop the ZIP",
            trigger: ".modal .o_field_widget[name='attachment_ids']",
            async run() {
                await inputFiles(
                    ".modal .o_field_widget[name='attachment_ids'] input",
                    [exportFile()]
                );
            },
        },
        {
            content: "It was uploaded",
            trigger: ".modal .o_attachments:contains('export.zip')",
        },
        {
            content: "Receive it",
            trigger: ".modal button[name='action_receive']",
            run: "click",
        },
        {
            content: "Its files are recognised",
            trigger:
                ".o_field_widget[name='file_ids'] .o_data_row:contains('Patient List.csv')",
        },
        {
            content: "Stage them",
            trigger: "button[name='action_stage']:contains('Stage')",
            run: "click",
        },
        {
            content: "Read what is wrong",
            trigger: "a[name='quality']",
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
            content: "The row shows the correction; go back to the run",
            trigger:
                ".o_form_view:not(:has(.modal)) .o_field_widget[name='fix_ids'] .o_data_row:contains('29-02-1984')",
        },
        {
            content: "Back to the list of rows",
            trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item.o_back_button a",
            run: "click",
        },
        {
            content: "The problem is gone from its list",
            trigger: ".o_list_view:not(:has(.o_data_row))",
        },
        {
            content: "Back to the run",
            trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item.o_back_button a",
            run: "click",
        },
        {
            content: "The files of the run",
            trigger: "a[name='files']",
            run: "click",
        },
        {
            content: "Open what the columns of the patients mean",
            trigger:
                ".o_field_widget[name='file_ids'] .o_data_row:contains('Patient List.csv') button[name='action_open_mapping']",
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
    ],
});
