# shellcheck shell=bash
# Databases: made once as templates, cloned in a second or two. A template's
# file store is cloned with it. A user's database is never dropped.

# Module sets, as Odoo's -i takes them.
MODULES_BASE=crm,contacts,mail
MODULES_ACCOUNTING=$MODULES_BASE,account

# A digest is due a day after the template was made: every server would send one.
TEMPLATE_SQL="UPDATE ir_cron SET active = false WHERE id IN (
    SELECT res_id FROM ir_model_data
     WHERE module = 'digest' AND name = 'ir_cron_digest_scheduler_action')"

query() {
    local database="$1"
    shift
    PGOPTIONS='-c client_min_messages=warning' psql -XAtq -v ON_ERROR_STOP=1 -d "$database" "$@"
}

database_exists() {
    [ "$(query postgres -v name="$1" <<<"SELECT 1 FROM pg_database WHERE datname = :'name'")" = 1 ]
}

# Runs Odoo to install or update ($2: -i or -u) modules ($3) in a database ($1).
# $4 keeps the log. PostgreSQL's wheel has no extensions; Odoo does without.
odoo_modules() {
    odoo -d "$1" "$2" "$3" --stop-after-init --no-http --log-level=warn >"$4" 2>&1 \
        </dev/null 9>&- && ! grep ' CRITICAL \| ERROR ' "$4" | grep -qv 'CREATE EXTENSION' &&
        return
    tail -n 40 "$4" >&2
    return 1
}

# Prints the name of the template that has these modules; makes it when missing.
template_for() {
    local modules="$1" name
    name="pulse_template_$(short_hash "$(sha256sum "$ODOO_PATH/odoo/release.py")" \
        "$VENV" "$modules" "$TEMPLATE_SQL")"
    exec 8>"$CACHE/template.lock"
    flock 8
    database_exists "$name" || make_template "$name" "$modules" 8>&-
    exec 8>&-
    printf '%s\n' "$name"
}

# Made under another name, so that a killed run leaves no half a template.
make_template() {
    local name="$1" modules="$2" temporary="pulse_tmp_$$_template"
    drop_leftovers
    step "Database template with $modules: creating it once (about a minute)"
    odoo_modules "$temporary" -i "$modules" "$CACHE/log/template.log" ||
        die "Odoo could not create a database (log: $CACHE/log/template.log)."
    query "$temporary" -c "$TEMPLATE_SQL"
    move_filestore "$temporary" "$name"
    query postgres -v old="$temporary" -v new="$name" <<'SQL'
ALTER DATABASE :"old" RENAME TO :"new";
ALTER DATABASE :"new" IS_TEMPLATE true;
SQL
}

move_filestore() {
    rm -rf "$DATA_DIR/filestore/$2"
    [ ! -d "$DATA_DIR/filestore/$1" ] ||
        mv -T "$DATA_DIR/filestore/$1" "$DATA_DIR/filestore/$2"
}

# Files of a file store are never changed, so links are enough.
copy_filestore() {
    local from="$DATA_DIR/filestore/$1" to="$DATA_DIR/filestore/$2"
    [ -d "$from" ] || return 0
    mkdir -p "$to"
    cp -aln "$from/." "$to/" 2>/dev/null || cp -an "$from/." "$to/"
}

# clone_database TEMPLATE NAME COMMENT: appears complete or not at all.
clone_database() {
    local temporary="pulse_tmp_$$_clone"
    copy_filestore "$1" "$2"
    query postgres -v template="$1" -v tmp="$temporary" -v comment="$3" <<'SQL'
DROP DATABASE IF EXISTS :"tmp";
CREATE DATABASE :"tmp" TEMPLATE :"template";
COMMENT ON DATABASE :"tmp" IS :'comment';
SQL
    # Every database has an identity and a secret of its own.
    query "$temporary" <<'SQL'
UPDATE ir_config_parameter SET value = gen_random_uuid()::text
 WHERE key IN ('database.uuid', 'database.secret');
SQL
    query postgres -v tmp="$temporary" -v name="$2" <<<'ALTER DATABASE :"tmp" RENAME TO :"name"'
}

database_comment() {
    query postgres -v name="$1" <<<"SELECT coalesce(shobj_description(oid, 'pg_database'), '')
        FROM pg_database WHERE datname = :'name'"
}

# Only for databases with a name that these scripts made up themselves.
drop_own_database() {
    case "$1" in
        pulse_tmp_* | pulse_test_* | pulse_bench_*) ;;
        *) die "Refusing to drop the database $1." ;;
    esac
    query postgres -v name="$1" <<<'DROP DATABASE IF EXISTS :"name" WITH (FORCE)'
    rm -rf "${DATA_DIR:?}/filestore/$1"
}

# What killed runs left: pulse_tmp_PID_*, pulse_test_PID_* … of ended processes.
drop_leftovers() {
    local name pid
    while read -r name; do
        pid="$(cut -d_ -f3 <<<"$name")"
        [ -d "/proc/$pid" ] || drop_own_database "$name"
    done < <(query postgres -c "SELECT datname FROM pg_database
        WHERE datname ~ '^pulse_(tmp|test|bench)_[0-9]+_'")
}

installed_version() {
    query "$1" -v module="$2" <<<"SELECT latest_version FROM ir_module_module
        WHERE name = :'module' AND state = 'installed'"
}
