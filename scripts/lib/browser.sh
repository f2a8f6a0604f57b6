# shellcheck shell=bash
# Chromium, for the browser tests only.

setup_browser() {
    local name
    for name in google-chrome chromium chromium-browser google-chrome-stable; do
        have "$name" && return
    done
    if is_root && have apt-get; then
        apt_install "Browser tests" chromium && return
    fi
    say "No Chromium here, so the browser tests are skipped: install the package chromium to run them."
}
