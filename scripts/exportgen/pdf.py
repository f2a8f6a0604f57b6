"""A small valid PDF of one page, written by hand."""

FIRST_LINE_Y = 800
LINE_HEIGHT = 16


def page(lines: list[str]) -> bytes:
    """A one-page A4 PDF with ``lines`` of Latin-1 text; other letters become ``?``."""
    body = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
    stream = (f"BT /F1 11 Tf 50 {FIRST_LINE_Y} Td {LINE_HEIGHT} TL {body} ET").encode(
        "latin-1", "replace"
    )
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        b" /Encoding /WinAnsiEncoding >>",
    )
    return _file(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: tuple[bytes, ...]) -> bytes:
    # four bytes above 127 tell transfer tools that this is a binary file
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
