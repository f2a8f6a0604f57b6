/**
 * Press a button that the server described: as one of the form, which is saved before
 * and read again afterwards.
 */
export function pressButton(env, button) {
    return env.onClickViewButton({
        clickParams: {
            type: "object",
            name: button.name,
            ...(button.args && {args: button.args}),
            ...(button.confirm && {confirm: button.confirm}),
        },
        getResParams: () => ({
            resModel: button.model,
            resId: button.id,
            resIds: [button.id],
            context: {},
        }),
    });
}
