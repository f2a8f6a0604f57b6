import {registry} from "@web/core/registry";

/**
 * Open an action in the place of the page that asks for it: whoever goes on from file
 * to file finds the clinic one step back.
 */
function openInstead(env, {params}) {
    return env.services.action.doAction(params.action, {
        stackPosition: "replaceCurrentAction",
    });
}

registry.category("actions").add("pulse_open_instead", openInstead);
