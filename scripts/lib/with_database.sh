#!/usr/bin/env bash
# with_database.sh VARIABLE SCRIPT [ARGUMENTS]: runs a Python script in Odoo's
# environment; VARIABLE names a fresh database with the addon, dropped afterwards.
# PULSE_MODULES=accounting gives it Accounting.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
. "$(dirname "${BASH_SOURCE[0]}")/children.sh"

variable="$1"
shift
setup_all
drop_leftovers
modules="$MODULES_BASE"
[ "${PULSE_MODULES:-}" != accounting ] || modules="$MODULES_ACCOUNTING"
template="$(template_for "$modules")"
database="pulse_tmp_$$_bench"
trap 'drop_own_database "$database"' EXIT
clone_database "$template" "$database" "scripts/bench"
step "Installing $ADDON in $database (about 15 s)"
odoo_modules "$database" -i "$ADDON" "$CACHE/log/bench-install.log" ||
    die "$ADDON could not be installed."
export "$variable=$database"
run_child "$ODOO_PYTHON" "$@"
