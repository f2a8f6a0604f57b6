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
    setup_odoo
    link_odoo_into_venv
    setup_postgres
    setup_checkout
    unlock_cache
    set_environment
}

# $1 :name  $2: folder to look for in the PATH's list
path_has() { case ":$PATH:" in *":$1:"*) return 0 ;; *) return 1 ;; esac; }

# The same variables for our own children as for the user's shell.
set_environment() {
    export ODOO_PYTHON ODOO_CONF ODOO_RC="$ODOO_CONF"
    export PULSE_CACHE="$CACHE" PULSE_DATA_DIR="$DATA_DIR"
    path_has "$BIN_DIR" || PATH="$BIN_DIR:$PATH"
    # The machine's own psql wins; this is for machines that have none.
    if [ -n "$PG_BIN" ] && ! path_has "$PG_BIN"; then PATH="$PATH:$PG_BIN"; fi
    export PATH
}
