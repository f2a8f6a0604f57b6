# shellcheck shell=bash
# Odoo 19: a folder named by ODOO_HOME, else the distribution's package,
# unpacked privately. Which archive to ask is read from this machine's apt.

ODOO_PACKAGE=odoo-19
# The package's symbolic links lead to files of these.
ODOO_LINKED_PACKAGES=(
    libjs-jquery libjs-jquery-form libjs-underscore
    fonts-dejavu-core fonts-glyphicons-halflings fonts-inconsolata
    fonts-montserrat fonts-ocr-b fonts-roboto-unhinted
)

# Sets ODOO_PATH (what goes on sys.path) and ODOO_ADDONS (may be empty).
setup_odoo() {
    if [ -n "${ODOO_HOME:-}" ]; then
        use_odoo_home
        return
    fi
    ODOO_ADDONS=
    ODOO_PATH="$CACHE/odoo-19/usr/lib/python3/dist-packages"
    [ -d "$ODOO_PATH" ] && return
    fetch_odoo
}

use_odoo_home() {
    local folder
    ODOO_ADDONS=
    for folder in "$ODOO_HOME" "$ODOO_HOME/usr/lib/python3/dist-packages"; do
        [ -f "$folder/odoo/release.py" ] || continue
        ODOO_PATH="$(cd -P "$folder" && pwd)"
        grep -q '^version_info = (19, 0' "$ODOO_PATH/odoo/release.py" ||
            die "ODOO_HOME ($ODOO_HOME) does not hold Odoo 19.0."
        if [ -d "$ODOO_PATH/addons/web" ]; then ODOO_ADDONS="$ODOO_PATH/addons"; fi
        return
    done
    die "ODOO_HOME ($ODOO_HOME) holds no Odoo: point it to a folder with an Odoo 19 checkout or unpacked package."
}

# The archives that this machine's apt asks, without their /dists/... part.
# Works for both formats of source files and before any `apt-get update`.
apt_archives() {
    apt-get update --print-uris 2>/dev/null |
        sed -n "s|^'\(.*\)/dists/.*|\1|p" | awk '!seen[$0]++'
}

# The Signed-By field that the machine's sources give for an archive, as lines
# of a deb822 stanza (a path, or a whole key block); nothing when there is none.
apt_signed_by() {
    local uri="$1"
    awk -v uri="$uri" 'BEGIN { RS = ""; FS = "\n" }
        index($0, uri) {
            for (i = 1; i <= NF; i++) {
                if ($i ~ /^[^ \t]/) on = (tolower($i) ~ /^signed-by:/)
                if (on) print $i
            }
            if (on || /[Ss]igned-[Bb]y:/) exit
        }' /etc/apt/sources.list.d/*.sources 2>/dev/null | grep . && return
    sed -n "s|^deb .*signed-by=\([^] ]*\).*$uri.*|Signed-By: \1|p" \
        /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | head -n 1
}

# Lines "SUITE COMPONENTS" where the package may be.
odoo_suites() {
    case "$(sed -n 's/^ID\(_LIKE\)\{0,1\}=//p' /etc/os-release 2>/dev/null)" in
        *ubuntu*) printf 'devel main universe\n' ;;
        *) printf 'sid main\n' ;;
    esac
}

# apt with folders of its own: the system's lists and packages are not touched.
private_apt() {
    local home="$1" tool="$2"
    shift 2
    "$tool" -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$home/sources" \
        -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts="$home/none" \
        -o Dir::State::Lists="$home/lists" -o Dir::State::status="$home/status" \
        -o Dir::Cache="$home/cache" -o APT::Sandbox::User="$(id -un)" \
        -o Acquire::Languages=none -o Acquire::AllowInsecureRepositories=false "$@"
}

# Points the private apt to one archive and suite; fails when Odoo isn't there.
open_archive() {
    local home="$1" uri="$2" suite="$3" components="$4"
    rm -rf "$home"
    mkdir -p "$home"/{sources,none,lists/partial,cache/archives/partial,debs}
    touch "$home/status"
    {
        printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: %s\n' \
            "$uri" "$suite" "$components"
        apt_signed_by "$uri"
    } >"$home/sources/odoo.sources"
    private_apt "$home" apt-get update -q >"$CACHE/log/odoo.log" 2>&1 || return 1
    private_apt "$home" apt-cache show "$ODOO_PACKAGE" >/dev/null 2>&1
}

find_archive() {
    local home="$1" uri suite components
    while read -r uri; do
        while read -r suite components; do
            open_archive "$home" "$uri" "$suite" "$components" && return
        done < <(odoo_suites)
    done < <(apt_archives)
    return 1
}

fetch_odoo() {
    local work="$CACHE/odoo-19.part"
    have apt-get && have dpkg-deb ||
        die "Odoo 19 can only be fetched on Debian or Ubuntu: set ODOO_HOME to a folder with an Odoo 19 checkout."
    step "Odoo 19: looking for the distribution's package (about 5 s)"
    rm -rf "$work"
    mkdir -p "$work/root"
    find_archive "$work/apt" ||
        die "This machine's package archive offers no $ODOO_PACKAGE: set ODOO_HOME to a folder with an Odoo 19 checkout."
    step "Odoo 19: fetching 130 MB and unpacking 1.2 GB (about 20 s on a fast line)"
    (cd "$work/apt/debs" && logged "$CACHE/log/odoo.log" \
        private_apt "$work/apt" apt-get -q download "$ODOO_PACKAGE" "${ODOO_LINKED_PACKAGES[@]}") ||
        die "Odoo 19 could not be fetched: check the network and run this again (log: $CACHE/log/odoo.log)."
    unpack_odoo "$work"
    mv -T "$work/root" "$CACHE/odoo-19"
    rm -rf "$work"
}

unpack_odoo() {
    local work="$1" package lib
    for package in "$work"/apt/debs/*.deb; do
        dpkg-deb -x "$package" "$work/root"
        rm "$package"
    done
    lib="$work/root/usr/lib/python3/dist-packages/odoo/addons/mail/static/lib/selfie_segmentation"
    # Left out by the distribution; without it the web client reports an error.
    mkdir -p "$lib"
    [ -e "$lib/selfie_segmentation.js" ] || : >"$lib/selfie_segmentation.js"
    # Odoo wants Font Awesome 4, newer suites only have a later one.
    lib="$work/root/usr/share/fonts-font-awesome"
    mkdir -p "$lib"
    cp -r "$("$ODOO_PYTHON" -I -c 'from xstatic.pkg import font_awesome as f; print(f.BASE_DIR)')/fonts" "$lib/"
}
