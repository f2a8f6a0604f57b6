# shellcheck shell=bash
# The linters' own environments, kept in the cache, and one function a check.

setup_lint_python() {
    need_base_python
    LINT="$CACHE/lint-$(short_hash "$BASE_PYTHON" "$(cat "$SCRIPTS/requirements-lint.txt")")"
    [ -e "$LINT/.complete" ] && return
    step "Linters: installing the Python ones (about 15 s)"
    rm -rf "$LINT"
    "$BASE_PYTHON" -I -m venv "$LINT"
    logged "$CACHE/log/lint.log" "$LINT/bin/python" -m pip install --no-input \
        --disable-pip-version-check -r "$SCRIPTS/requirements-lint.txt" ||
        die "The linters could not be installed: check that pip reaches a package index."
    touch "$LINT/.complete"
}

# Sets NODE_LINT, or leaves it empty where there is no npm.
setup_lint_node() {
    NODE_LINT=
    have npm && have node || return 0
    NODE_LINT="$CACHE/lint-node-$(short_hash "$(node --version)" "$(cat "$CHECKOUT/package-lock.json")")"
    [ -d "$NODE_LINT" ] && return
    step "Linters: installing prettier and eslint (about 10 s)"
    rm -rf "$NODE_LINT.part"
    mkdir -p "$NODE_LINT.part"
    cp "$CHECKOUT/package.json" "$CHECKOUT/package-lock.json" "$NODE_LINT.part/"
    (cd "$NODE_LINT.part" && logged "$CACHE/log/lint.log" \
        npm ci --ignore-scripts --no-audit --no-fund) ||
        die "prettier and eslint could not be installed: check that npm reaches its registry."
    mv -T "$NODE_LINT.part" "$NODE_LINT"
}

# Paths below the checkout that git does not ignore, whether committed or not.
files_like() {
    (cd "$CHECKOUT" && git ls-files -z --cached --others --exclude-standard -- "$@") |
        while IFS= read -r -d '' file; do
            if [ -f "$CHECKOUT/$file" ]; then printf '%s\0' "$file"; fi
        done
}

check_ruff() {
    if [ -n "$FIX" ]; then
        "$LINT/bin/ruff" check --fix . && "$LINT/bin/ruff" format .
    else
        "$LINT/bin/ruff" check . && "$LINT/bin/ruff" format --check .
    fi
}

check_pylint() { "$LINT/bin/pylint" --rcfile=.pylintrc-mandatory -j 2 "$ADDON"*/; }

check_shell() {
    files_like 'scripts/lib/*.sh' .ci/run |
        xargs -0 "$LINT/bin/shellcheck" -x scripts/{setup,env,test,demo,lint,screenshots}
}

check_prettier() {
    local mode=--check
    if [ -n "$FIX" ]; then mode=--write; fi
    files_like "$ADDON*/*.xml" "$ADDON/*.js" "$ADDON/*.css" "$ADDON/*.scss" |
        xargs -0 -r "$NODE_LINT/node_modules/.bin/prettier" "$mode" --log-level warn \
            --plugin="$NODE_LINT/node_modules/@prettier/plugin-xml/src/plugin.js"
}

check_eslint() {
    "$NODE_LINT/node_modules/.bin/eslint" --config eslint.config.cjs --no-error-on-unmatched-pattern \
        ${FIX:+--fix} "$ADDON/static/"
}

# No Docker engine is needed to see that the file is well-formed and complete.
check_compose() { "$LINT/bin/python" -I scripts/lib/check_compose.py docker-compose.yml; }
