# shellcheck shell=bash
# The Python environment of Odoo and of the tests.

# Sets BASE_PYTHON to an interpreter that Odoo 19 supports and that has venv.
find_base_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11 python3.10; do
        have "$name" || continue
        # Another environment's interpreter would vanish together with it.
        BASE_PYTHON="$("$name" -I -c 'import os, sys
real = getattr(sys, "_base_executable", "") or sys.executable
fits = (3, 10) <= sys.version_info[:2] <= (3, 13)
print(os.path.realpath(real) if fits else "")' 2>/dev/null)" || continue
        [ -n "$BASE_PYTHON" ] || continue
        "$BASE_PYTHON" -I -c 'import ensurepip, venv' 2>/dev/null && return
    done
    return 1
}

need_base_python() {
    find_base_python && return
    if is_root && have apt-get; then
        apt_install "Python" python3 python3-venv && find_base_python && return
    fi
    die "Python 3.10 to 3.13 with its venv module is needed: install the packages python3 and python3-venv."
}

# Sets ODOO_PYTHON. The folder's name changes with the pins, the interpreter and
# the Odoo that it is linked to.
setup_python() {
    local key marker
    if [ -z "${BASE_PYTHON:-}" ]; then need_base_python; fi
    key="$(short_hash "$("$BASE_PYTHON" -V)" "$BASE_PYTHON" "${ODOO_HOME:-}" \
        "$(cat "$SCRIPTS/requirements.txt")")"
    VENV="$CACHE/venv-$key"
    ODOO_PYTHON="$VENV/bin/python"
    marker="$VENV/.complete"
    [ -e "$marker" ] && return
    step "Python environment: installing the pinned packages (about a minute)"
    rm -rf "$VENV"
    "$BASE_PYTHON" -I -m venv "$VENV"
    logged "$CACHE/log/pip.log" "$ODOO_PYTHON" -m pip install --no-input \
        --disable-pip-version-check -r "$SCRIPTS/requirements.txt" ||
        die "The Python packages could not be installed: check that pip reaches a package index, then run this again (log: $CACHE/log/pip.log)."
    touch "$marker"
}

# Addons from the package index land in the environment's odoo/addons, where Odoo
# finds them without an addons path: both are namespace packages.
setup_addons() {
    local marker
    marker="$VENV/.addons-$(short_hash "$(cat "$SCRIPTS/requirements-addons.txt")")"
    [ -e "$marker" ] && return
    step "Odoo addons: installing OCA's job queue (about 5 s)"
    logged "$CACHE/log/pip-addons.log" "$ODOO_PYTHON" -m pip install --no-input \
        --disable-pip-version-check --no-deps -r "$SCRIPTS/requirements-addons.txt" ||
        die "The Odoo addons could not be installed: check that pip reaches a package index, then run this again (log: $CACHE/log/pip-addons.log)."
    touch "$marker"
}

# Lets `import odoo` work in the environment without PYTHONPATH.
link_odoo_into_venv() {
    local pth
    pth="$("$ODOO_PYTHON" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/pulse_odoo.pth"
    [ "$(cat "$pth" 2>/dev/null)" = "$ODOO_PATH" ] && return
    printf '%s\n' "$ODOO_PATH" >"$pth"
}
