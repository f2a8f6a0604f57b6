"""What keeps somebody who sees little, or uses no mouse, from a page."""

# Of the addon's own parts: a text that stands out too little from what is behind it,
# and a button of ours without a name, or that Tab does not reach.
FAULTS = """
(() => {
    const OWN = [".o_pulse_stepper", ".o_pulse_numbers", ".o_pulse_progress"]
        .concat(".o_pulse_upload")
        .join();
    const LEAST = 4.5;
    const LEAST_LARGE = 3;
    const faults = new Set();
    const channels = (color) => (color.match(/[\\d.]+/g) || []).map(Number);
    const isShown = (one) => one.getClientRects().length > 0;
    const over = ([r, g, b, a = 1], under) =>
        [r, g, b].map((value, index) => value * a + under[index] * (1 - a));
    const behind = (one) => {
        if (!one) {
            return [255, 255, 255];
        }
        const color = channels(getComputedStyle(one).backgroundColor);
        const alpha = color.length === 4 ? color[3] : 1;
        return alpha === 1 ? color : over(color, behind(one.parentElement));
    };
    const light = (color) => {
        const [r, g, b] = color.map((value) => {
            const share = value / 255;
            return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (const part of document.querySelectorAll(OWN)) {
        const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const text = walker.currentNode.textContent.trim();
            const one = walker.currentNode.parentElement;
            if (!text || !isShown(one)) {
                continue;
            }
            const style = getComputedStyle(one);
            const back = behind(one);
            const ends = [light(over(channels(style.color), back)), light(back)];
            const ratio = (Math.max(...ends) + 0.05) / (Math.min(...ends) + 0.05);
            const isLarge = parseFloat(style.fontSize) >= 24;
            if (ratio < (isLarge ? LEAST_LARGE : LEAST)) {
                faults.add(`a contrast of ${ratio.toFixed(1)}: ${text.slice(0, 40)}`);
            }
        }
    }
    const isOurs = (one) => one.name?.startsWith("action_") || one.closest(OWN);
    for (const one of [...document.querySelectorAll("button")].filter(isOurs)) {
        const name =
            one.innerText.trim() ||
            one.getAttribute("aria-label") ||
            one.title ||
            one.dataset.tooltip ||
            one.querySelector("[title], [aria-label]");
        if (isShown(one) && !name) {
            faults.add(`a button without a name: ${one.outerHTML.slice(0, 80)}`);
        }
        if (isShown(one) && one.closest(OWN) && one.tabIndex < 0) {
            faults.add(`a button that Tab does not reach: ${one.innerText}`);
        }
    }
    return [...faults];
})()
"""
