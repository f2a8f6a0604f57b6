"""An XLSX workbook written as a stream, with the same bytes everywhere.

openpyxl stamps the time of saving and packs with whatever zlib is there, so the few
parts that a workbook needs are written here.
"""

import re
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from .tables import DATES, NUMBERS
from .writers import NUMBER, Layout

SHEET_ROWS = 1_048_576
STAMP = (2025, 1, 1, 0, 0, 0)
DAY_ZERO = date(1899, 12, 30).toordinal()
DAY_ZERO_1904 = date(1904, 1, 1).toordinal()
# only days that Excel's calendar has
DATE = re.compile(r"((?:19|20)\d\d-\d\d-\d\d)(?: (\d\d):(\d\d):(\d\d))?")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# cell formats: 0 plain, 1 date, 2 date and time
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border>'
    "</borders>"
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
    '<xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="164" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


def entry(name: str) -> zipfile.ZipInfo:
    """A ZIP member that carries nothing of this machine or this hour.

    Stored, not deflated: what deflate writes depends on the zlib that is installed.
    """
    info = zipfile.ZipInfo(name, STAMP)
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info


class XlsxTable:
    """One workbook; a second sheet begins where Excel's last row is reached."""

    def __init__(self, folder: Path, name: str, layout: Layout) -> None:
        self.path = folder / f"{layout.stem or name}.xlsx"
        self.layout = layout
        self._zip = zipfile.ZipFile(self.path, "w", zipfile.ZIP_STORED)
        self._keys = layout.keys
        places = range(layout.lead, layout.lead + 40)
        self._letters = [column_letters(place) for place in places]
        self._zero = DAY_ZERO_1904 if layout.is_1904 else DAY_ZERO
        self._sheets = 0
        self._line = 0
        self._out = self._open_sheet()
        for title in layout.titles:
            self.write_cells([title])
        self.header_line = self.write_cells(layout.headers)

    def write(self, row: dict[str, str]) -> int:
        if self._line == SHEET_ROWS:
            self._close_sheet()
            self._out = self._open_sheet()
            self.write_cells(self.layout.headers)
        return self._write([(key, row[key]) for key in self._keys])

    def write_cells(self, cells: Sequence[str]) -> int:
        return self._write([("", cell) for cell in cells])

    def _write(self, cells: list[tuple[str, str]]) -> int:
        self._line += 1
        line = self._line
        xml = "".join(
            self._cell(f"{letters}{line}", key, value)
            for letters, (key, value) in zip(self._letters, cells, strict=False)
            if value
        )
        self._out.write(f'<row r="{line}">{xml}</row>'.encode())
        return line

    def _open_sheet(self):
        self._sheets += 1
        self._line = 0
        info = entry(f"xl/worksheets/sheet{self._sheets}.xml")
        out = self._zip.open(info, "w", force_zip64=True)
        out.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
        return out

    def _close_sheet(self) -> None:
        """Ends the sheet; its titles stand in cells merged over the whole width."""
        last = self._letters[len(self._keys) - 1]
        merged = "".join(
            f'<mergeCell ref="A{number}:{last}{number}"/>'
            for number in range(1, len(self.layout.titles) + 1)
        )
        if merged and self._sheets == 1:
            merged = f"<mergeCells>{merged}</mergeCells>"
            self._out.write(f"</sheetData>{merged}</worksheet>".encode())
        else:
            self._out.write(b"</sheetData></worksheet>")
        self._out.close()

    def _cell(self, reference: str, key: str, value: str) -> str:
        if key in NUMBERS and NUMBER.fullmatch(value):
            is_result = key in self.layout.formulas
            formula = f"<f>ROUND({value},2)</f>" if is_result else ""
            return f'<c r="{reference}">{formula}<v>{value}</v></c>'
        match = DATE.fullmatch(value) if key in DATES else None
        if match and not (self.layout.is_1904 and value < "1904-01-02"):
            return _moment(reference, self._zero, *match.groups())
        text = escape(value)
        kept = f'<is><t xml:space="preserve">{text}</t></is>'
        return f'<c r="{reference}" t="inlineStr">{kept}</c>'

    def close(self) -> None:
        self._close_sheet()
        if self.layout.about:
            self._out = self._open_sheet()
            self.write_cells([self.layout.about])
            self._close_sheet()
        for name, text in _parts(self._sheets, self.layout.is_1904):
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            self._zip.writestr(entry(name), head + text)
        self._zip.close()


def column_letters(place: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _moment(
    reference: str,
    zero: int,
    day: str,
    hours: str | None,
    minutes: str | None,
    seconds: str | None,
) -> str:
    """A date cell, with a fraction of the day where there is a time."""
    serial = str(date.fromisoformat(day).toordinal() - zero)
    if hours is None:
        return f'<c r="{reference}" s="1"><v>{serial}</v></c>'
    clock = int(hours) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    # ten decimals are exact to a hundred thousandth of a second
    fraction = f"{clock / 86400:.10f}"[1:]
    return f'<c r="{reference}" s="2"><v>{serial}{fraction}</v></c>'


def _parts(sheets: int, is_1904: bool) -> list[tuple[str, str]]:
    """The small parts around the sheets."""
    numbers = range(1, sheets + 1)
    names = "".join(
        f'<sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet"'
        f' Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml"'
        f' ContentType="{SHEET_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    epoch = '<workbookPr date1904="1"/>' if is_1904 else ""
    return [
        (
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
            f"{epoch}<sheets>{names}</sheets></workbook>",
        ),
        ("xl/styles.xml", STYLES),
        (
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{RELATIONS}">{links}<Relationship Id="rId0"'
            f' Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        ),
        (
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1"'
            f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
        ),
        (
            "[Content_Types].xml",
            f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml"'
            f' ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
            '<Override PartName="/xl/styles.xml"'
            f' ContentType="{SHEET_TYPE}.styles+xml"/>{kinds}</Types>',
        ),
    ]
