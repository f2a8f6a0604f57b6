# shellcheck shell=bash
# Shared by every script: where things are, how to say them, how to stop.

CHECKOUT="$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
SCRIPTS="$CHECKOUT/scripts"
ADDON=pulse_migration

say() { printf '%s\n' "$*" >&2; }

# Everything that may take a while says so before it starts.
step() { [ -n "${PULSE_QUIET:-}" ] || say "==> $*"; }

# One sentence that says what to do, then a failing exit status.
die() {
    say "error: $*"
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" -eq 0 ]; }
short_hash() { printf '%s' "$*" | sha256sum | cut -c1-12; }

# Run a command whose output matters only when it fails. $1: log file.
logged() {
    local log="$1"
    shift
    "$@" >"$log" 2>&1 </dev/null && return 0
    tail -n 25 "$log" >&2
    return 1
}

# HOME may be unset or empty (cron, containers, `env -i`).
cache_root() {
    local home="${HOME:-}"
    if [ -n "${XDG_CACHE_HOME:-}" ]; then
        printf '%s\n' "$XDG_CACHE_HOME/pulse_migration"
        return
    fi
    [ -n "$home" ] || home="$(getent passwd "$(id -u)" | cut -d: -f6)"
    [ -n "$home" ] || home="/var/tmp/$(id -u)"
    printf '%s\n' "$home/.cache/pulse_migration"
}

open_cache() {
    CACHE="$(cache_root)"
    mkdir -p "$CACHE/log" 2>/dev/null ||
        die "The cache folder $CACHE cannot be written; set XDG_CACHE_HOME to a folder that can."
    CACHE="$(cd -P "$CACHE" && pwd)"
}

# Two runs at once would build the same thing twice: the second one waits.
# What stays running after the script must be started with 9>&- .
lock_cache() {
    exec 9>"$CACHE/setup.lock"
    flock -n 9 && return
    step "Another set-up is running on this cache; waiting for it"
    flock 9
}

unlock_cache() { exec 9>&-; }

# Debian's package manager, by root only. $1: why, the rest: packages.
apt_install() {
    local why="$1"
    shift
    step "$why: installing $* with apt-get (about a minute)"
    logged "$CACHE/log/apt.log" apt-get update -q || return 1
    logged "$CACHE/log/apt.log" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "$@"
}
