// What a computer leaves in a folder for itself
const LITTER = /^(\..*|thumbs\.db|desktop\.ini|__macosx)$/i;

/** The entries of a folder: they come by the hundred. */
async function entriesOf(folder) {
    const reader = folder.createReader();
    const found = [];
    let some = null;
    do {
        some = await new Promise((resolve, reject) =>
            reader.readEntries(resolve, reject)
        );
        found.push(...some);
    } while (some.length);
    return found;
}

async function filesOf(entry, path) {
    if (LITTER.test(entry.name)) {
        return [];
    }
    const name = path ? `${path}/${entry.name}` : entry.name;
    if (entry.isDirectory) {
        return filesOfAll(await entriesOf(entry), name);
    }
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [path ? new File([file], name, {type: file.type}) : file];
}

async function filesOfAll(entries, path) {
    const found = [];
    for (const entry of entries) {
        found.push(...(await filesOf(entry, path)));
    }
    return found;
}

/** What was dropped, as entries of folders, should a folder be among it; else none. */
export function droppedFolders(transfer) {
    const entries = [...(transfer.items || [])]
        .map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry())
        .filter(Boolean);
    return entries.some((entry) => entry.isDirectory) ? entries : [];
}

/**
 * The files in folders, named by their path: rows name documents so. A folder that was
 * dropped alone is the export itself.
 */
export async function filesInFolders(entries) {
    if (entries.length === 1) {
        return filesOfAll(await entriesOf(entries[0]), "");
    }
    return filesOfAll(entries, "");
}
