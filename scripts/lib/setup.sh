# shellcheck shell=bash
# Everything a script needs before it can call Odoo or PostgreSQL.

for part in common python odoo postgres checkout database; do
    # shellcheck disable=SC1090
    . "$(dirname "${BASH_SOURCE[0]}")/$part.sh"
done

setup_all() {
    have flock || die "The command flock is needed: install the package util-linux."
    open_cache
    lock_cache
    setup_python
    setup_addons
    setup_odoo
    link_odoo_into_venv
    setup_postgres
    setup_checkout
    unlock_cache
    set_environment
}

# Whether a folder is already in PATH.
path_has() { case ":$PATH:" in *":$1:"*) return 0 ;; *) return 1 ;; esac; }

# The same variables for our own children as for the user's shell.
set_environment() {
    export ODOO_PYTHON ODOO_CONF ODOO_RC="$ODOO_CONF"
    export PULSE_CACHE="$CACHE" PULSE_DATA_DIR="$DATA_DIR"
    path_has "$BIN_DIR" || PATH="$BIN_DIR:$PATH"
    # The machine's own psql wins when it works.
    if [ -n "$PG_BIN" ] && ! psql --version >/dev/null 2>&1; then PATH="$PG_BIN:$PATH"; fi
    export PATH
}
