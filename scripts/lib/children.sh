# shellcheck shell=bash
# Long-running children: whatever ends this script, they end too.

CHILD=

# Ctrl-C or kill: the child gets time to roll back, then we go.
stop_child() {
    local status="$1"
    trap - INT TERM HUP
    if [ -n "$CHILD" ]; then
        kill -TERM "$CHILD" 2>/dev/null || true
        wait "$CHILD" 2>/dev/null || true
    fi
    exit "$status"
}

trap 'stop_child 130' INT
trap 'stop_child 143' TERM
trap 'stop_child 129' HUP

# In the background and waited for: only so a signal reaches bash at once.
run_child() {
    local status=0
    start_child "$@"
    wait "$CHILD" || status=$?
    CHILD=
    return "$status"
}

# Even a kill -9 of this script takes the child along, where the kernel helps.
start_child() {
    if have setpriv && setpriv --pdeathsig KILL true 2>/dev/null; then
        setpriv --pdeathsig KILL -- "$@" &
    else
        "$@" &
    fi
    CHILD=$!
}
