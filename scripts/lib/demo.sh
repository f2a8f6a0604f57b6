# shellcheck shell=bash
# The steps of scripts/demo.

DEMO_COMMENT="pulse_migration scripts/demo"

# The bundled sample: the same clinic for everybody, made once.
make_sample() {
    local key folder
    key="$(cat "$SCRIPTS/generate_export" "$SCRIPTS"/exportgen/*.py | sha256sum | cut -c1-12)"
    folder="$CACHE/sample/$key"
    EXPORT="$folder/sample_clinic"
    [ -d "$EXPORT" ] && return
    step "Sample: writing the export of an invented clinic with 300 patients"
    rm -rf "$folder.part"
    mkdir -p "$folder.part"
    "$ODOO_PYTHON" "$SCRIPTS/generate_export" --patients 300 --messy --seed 1 \
        "$folder.part/sample_clinic" >/dev/null
    rm -rf "$folder"
    mv -T "$folder.part" "$folder"
}

# Creates the database unless it is there. Sets FRESH for one that we made.
prepare_database() {
    local modules="$MODULES_BASE" template
    if ! database_exists "$DATABASE"; then
        if [ "${ACCOUNTING:-yes}" = yes ]; then modules="$MODULES_ACCOUNTING"; fi
        template="$(template_for "$modules")"
        step "Database: creating $DATABASE with $modules"
        clone_database "$template" "$DATABASE" "$DEMO_COMMENT"
    else
        check_accounting
    fi
    FRESH=
    [ "$(database_comment "$DATABASE")" != "$DEMO_COMMENT" ] || FRESH=1
}

has_table() {
    [ "$(query "$DATABASE" -v name="$1" <<<"SELECT 1 WHERE to_regclass(:'name') IS NOT NULL")" = 1 ]
}

# A database is used as it is; being asked for another one is an error.
check_accounting() {
    local found=no
    if has_table account_move; then found=yes; fi
    [ "${ACCOUNTING:-$found}" = "$found" ] && return
    [ "$found" = yes ] &&
        die "The database $DATABASE has Accounting: leave --no-accounting out or name another --database."
    die "The database $DATABASE has no Accounting: leave --accounting out or name another --database."
}

addon_sources() {
    (cd "$CHECKOUT/$ADDON" && find . -type f -not -path './tests/*' \
        -not -path '*/__pycache__/*' -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32)
}

# Installs the addon, or updates it when its sources are not those of last time.
install_addon() {
    local sources have=
    sources="$(addon_sources)"
    if has_table ir_config_parameter; then
        have="$(query "$DATABASE" -c "SELECT value FROM ir_config_parameter
            WHERE key = 'pulse_migration.demo_sources'")"
    fi
    if ! has_table ir_module_module || [ -z "$(installed_version "$DATABASE" "$ADDON")" ]; then
        step "Addon: installing $ADDON (about 15 s)"
        odoo_modules "$DATABASE" -i "$ADDON" "$CACHE/log/demo-install.log"
    elif [ "$have" != "$sources" ]; then
        step "Addon: its sources have changed, updating (about 15 s)"
        odoo_modules "$DATABASE" -u "$ADDON" "$CACHE/log/demo-install.log"
    else
        return 0
    fi
    query "$DATABASE" -v value="$sources" <<'SQL'
INSERT INTO ir_config_parameter (key, value, create_uid, create_date, write_uid, write_date)
VALUES ('pulse_migration.demo_sources', :'value', 1, now(), 1, now())
ON CONFLICT (key) DO UPDATE SET value = excluded.value, write_date = now();
SQL
}

# verb NAME [ARGUMENTS]: one line each; the JSON goes to a file in the cache.
verb() {
    local name="$1" started=$SECONDS status=0
    shift
    run_child odoo pulse "$name" -d "$DATABASE" --migration="$MIGRATION" "$@" \
        >"$CACHE/log/demo-$name.json" || status=$?
    [ "$status" -eq 0 ] || stop_demo "$name" "$status"
    step "$name: done in $((SECONDS - started)) s"
}

stop_demo() {
    say "error: $1 ended with status $2; what it printed is in $CACHE/log/demo-$1.json. The same command again goes on from here."
    exit "$2"
}

migrate() {
    verb receive "$EXPORT"
    verb stage ${FRESH:+--fresh-company}
    verb plan
    verb approve --physicians create --comment "scripts/demo"
    verb load
    verb verify ${REPORT:+"--report=$REPORT"}
}

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

serve() {
    local port=8069 tries=0 status=0
    while port_is_taken "$port"; do port=$((port + 1)); done
    start_child odoo -d "$DATABASE" --db-filter="^${DATABASE//./\\.}\$" \
        --http-interface=127.0.0.1 --http-port="$port" --log-level=warn
    until port_is_taken "$port"; do
        kill -0 "$CHILD" 2>/dev/null && [ "$tries" -lt 120 ] || break
        tries=$((tries + 1))
        sleep 0.5
    done
    kill -0 "$CHILD" 2>/dev/null || die "Odoo did not start."
    say "Odoo is at http://127.0.0.1:$port (log in as admin, password admin). Ctrl-C stops it."
    # From here Ctrl-C is the proper end, not an interruption.
    trap 'stop_child 0' INT
    wait "$CHILD" || status=$?
    return "$status"
}
