"""Writes an export to a folder or a ZIP: tables, documents and the manifest."""

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from . import money_cases
from .clinic import Clinic, default_files
from .money_cases import MoneyCases
from .soiler import Soiler
from .tables import COLUMNS
from .words import layouts_of
from .workbook import XlsxTable, entry
from .writers import CsvTable, JsonTable, Layout, Table

TABLES = {"csv": CsvTable, "json": JsonTable, "xlsx": XlsxTable}
CHUNK = 1 << 20


@dataclass(frozen=True)
class Options:
    """What to generate; ``files`` None means the usual share of PDFs.

    ``money``: every bill is one of the cases of ``money_cases``, in a clean export.
    """

    patients: int
    seed: int
    today: date
    messy: bool = False
    format: str = "csv"
    files: int | None = None
    money: bool = False


def generate(options: Options, out: Path) -> dict:
    """Writes the export to ``out`` and returns its manifest.

    ``out`` ending in ``.zip`` becomes a ZIP, else a folder, which must be empty or new
    (``FileExistsError``).
    """
    if out.exists() and (out.is_file() or any(out.iterdir())):
        raise FileExistsError(f"{out} is there already: name a new or an empty folder")
    if out.suffix.lower() != ".zip":
        out.mkdir(parents=True, exist_ok=True)
        return _write(options, out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".export-") as folder:
        manifest = _write(options, Path(folder))
        _pack(Path(folder), out)
    return manifest


def _write(options: Options, folder: Path) -> dict:
    files = default_files(options.patients) if options.files is None else options.files
    clinic = Clinic(options.patients, options.seed, options.today, files)
    if options.money:
        clinic.money_cases = MoneyCases()
    layouts = _layouts(options)
    documents: list[dict] = []
    with _tables(options.format, folder, layouts) as tables:
        if options.messy:
            soiler = Soiler(clinic, options.format, tables, folder)
            rows = soiler.run(lambda found: _save(found, folder, documents))
        else:
            rows = _write_clean(clinic, tables, folder, documents)
    manifest = _manifest(options, tables, rows, documents)
    if options.messy:
        manifest.update(soiler.summary())
    if clinic.money_cases:
        manifest.update(clinic.money_cases.summary())
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (folder / "manifest.json").write_bytes(text.encode("utf-8") + b"\n")
    return manifest


def _layouts(options: Options) -> dict[str, Layout]:
    if options.messy:
        return layouts_of(options.format, options.today)
    more = money_cases.COLUMNS if options.money else {}
    return {
        name: Layout(
            tuple((column, column) for column in (*columns, *more.get(name, ())))
        )
        for name, columns in COLUMNS.items()
    }


@contextmanager
def _tables(
    form: str, folder: Path, layouts: dict[str, Layout]
) -> Iterator[dict[str, Table]]:
    tables = {name: TABLES[form](folder, name, lay) for name, lay in layouts.items()}
    try:
        yield tables
    finally:
        for table in tables.values():
            table.close()


def _write_clean(
    clinic: Clinic, tables: dict[str, Table], folder: Path, documents: list[dict]
) -> dict[str, int]:
    """Streams every bundle; returns the number of records in each file."""
    counts = dict.fromkeys(tables, 0)
    for doctor in clinic.staff:
        tables["physicians"].write(doctor.row)
    counts["physicians"] = len(clinic.staff)
    for bundle in clinic.bundles():
        for name, rows in bundle.rows.items():
            write = tables[name].write
            for row in rows:
                write(row)
            counts[name] += len(rows)
        _save(bundle.documents, folder, documents)
    return counts


def _save(found: list[tuple[str, bytes]], folder: Path, documents: list[dict]) -> None:
    for name, content in found:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        documents.append({"path": name, "bytes": len(content), "sha256": digest})


def _manifest(
    options: Options,
    tables: dict[str, Table],
    rows: dict[str, int],
    documents: list[dict],
) -> dict:
    return {
        "made_by": "generate_export",
        "patients": options.patients,
        "seed": options.seed,
        "today": options.today.isoformat(),
        "messy": options.messy,
        "format": options.format,
        "files": {
            table.path.name: _described(table, rows[name])
            for name, table in tables.items()
        },
        "documents": documents,
    }


def _described(table: Table, rows: int) -> dict:
    layout, digest = table.layout, hashlib.sha256()
    with open(table.path, "rb") as content:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
    described = {
        "rows": rows,
        "columns": list(layout.headers),
        "header_line": table.header_line,
        "bytes": table.path.stat().st_size,
        "sha256": digest.hexdigest(),
    }
    if table.path.suffix == ".csv":
        described["encoding"] = layout.encoding
        described["bom"] = layout.bom
        described["delimiter"] = layout.delimiter
    return described


def _pack(folder: Path, out: Path) -> None:
    """Packs ``folder`` into ``out`` in order of name."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                info = entry(path.relative_to(folder).as_posix())
                with open(path, "rb") as source, package.open(info, "w") as target:
                    shutil.copyfileobj(source, target, CHUNK)
