# shellcheck shell=bash
# What belongs to this checkout alone: an Odoo configuration and an `odoo`
# command. Databases and their file stores are shared by all checkouts.

# Sets ODOO_CONF and BIN_DIR.
setup_checkout() {
    local home
    home="$CACHE/checkouts/$(short_hash "$CHECKOUT")"
    ODOO_CONF="$home/odoo.conf"
    BIN_DIR="$home/bin"
    DATA_DIR="$CACHE/data"
    # A server of the user's may have databases of the same names.
    if [ -z "$PG_PRIVATE" ]; then DATA_DIR="$CACHE/data-$(short_hash "$PGHOST:$PGPORT")"; fi
    ADDONS_PATH="$CHECKOUT${ODOO_ADDONS:+,$ODOO_ADDONS}"
    mkdir -p "$BIN_DIR" "$DATA_DIR/filestore"
    write_if_changed "$ODOO_CONF" 0600 "$(odoo_configuration)"
    write_if_changed "$BIN_DIR/odoo" 0755 "$(odoo_command)"
}

# Through a rename, so that another process never reads half a file.
write_if_changed() {
    local file="$1" mode="$2" text="$3"
    [ "$(cat "$file" 2>/dev/null)" = "$text" ] && return
    (umask 077 && printf '%s\n' "$text" >"$file.$$")
    chmod "$mode" "$file.$$"
    mv -f "$file.$$" "$file"
}

# The password of the database manager is nobody's: databases are made here.
odoo_configuration() {
    local secret="$CACHE/master_password"
    [ -s "$secret" ] ||
        (umask 077 && "$ODOO_PYTHON" -I -c 'import secrets; print(secrets.token_urlsafe(32))' >"$secret")
    cat <<EOF
[options]
addons_path = $ADDONS_PATH
data_dir = $DATA_DIR
db_host = $PGHOST
db_port = $PGPORT
db_user = $PGUSER
admin_passwd = $(cat "$secret")
list_db = False
http_interface = 127.0.0.1
http_port = 8069
EOF
}

# Odoo finds the commands of addons only when --addons-path comes first.
odoo_command() {
    cat <<EOF
#!/bin/sh
# Made by scripts/setup of $CHECKOUT
export ODOO_RC=$(printf '%q' "$ODOO_CONF")
case "\${1:-}" in
    '' | -*) ;;
    *) set -- --addons-path=$(printf '%q' "$ADDONS_PATH") "\$@" ;;
esac
exec $(printf '%q' "$ODOO_PYTHON") -m odoo "\$@"
EOF
}
