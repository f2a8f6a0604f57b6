"""Servers that answer in unusual ways: read to the end, or refused; never cut short."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import TestCase
from urllib.parse import parse_qs, urlsplit

from odoo.addons.pulse_migration.engine.rest_answer import (
    Told,
    find_records,
    read_json,
    read_told,
    value_at,
)
from odoo.addons.pulse_migration.engine.rest_client import Answer, RestClient
from odoo.addons.pulse_migration.engine.rest_pages import read_pages
from odoo.addons.pulse_migration.engine.rest_settings import (
    Listing,
    RestError,
    RestSettings,
)

COUNT, SIZE = 7, 3
RECORDS = [
    {"id": n, "name": f"N{n}", "updated_at": 1795667400000 + n} for n in range(COUNT)
]


class OddServer:
    """Serves what a function of (parameters, host) returns; for a TestCase."""

    def serve(self, answer):
        heard = self.heard = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_arguments):
                """Say nothing."""

            def do_GET(self):
                query = parse_qs(urlsplit(self.path).query)
                asked = {key: values[-1] for key, values in query.items()}
                heard.append((asked, self.headers))
                found = answer(asked, self.headers["Host"])
                status, headers, body = (
                    found if isinstance(found, tuple) else json_of(found)
                )
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}"


class OddCase(OddServer, TestCase):
    def ids(self, answer, params=None, **options):
        """Return the ids of all records that a list of the server gives."""
        settings = RestSettings(
            self.serve(answer), allows_private=True, rate=0, backoff=0.001
        )
        listing = Listing("patients", page_size=SIZE, **options)
        with RestClient(settings) as client:
            pages = read_pages(client, listing, params or {})
            return [record["id"] for page in pages for record in page.records]

    def assertWhole(self, answer, count=COUNT, **options):
        self.assertEqual(self.ids(answer, **options), list(range(count)))

    def assertRefused(self, code, answer, **options):
        with self.assertRaises(RestError) as caught:
            self.ids(answer, **options)
        self.assertEqual(caught.exception.code, code)


def json_of(payload, status=200, **headers):
    return status, headers, json.dumps(payload).encode()


def numbered(asked, first=1, records=RECORDS):
    start = (int(asked.get("page", first)) - first) * SIZE
    return records[start : start + SIZE]


def marked(asked, name="cursor"):
    """Return (records, the next mark or None)."""
    start = int(asked.get(name, 0))
    end = start + SIZE
    return RECORDS[start:end], end if end < COUNT else None


class TestRestEnds(OddCase):
    def test_what_comes_behind_the_last_page_is_its_end(self):
        for status, body in (
            (404, b"{}"),
            (204, b""),
            (200, b""),
            (200, b" \n"),
            (200, b'{"data": null}'),
            (200, b'{"data": []}'),
            (400, b"{}"),
            (416, b"{}"),
            (422, b"{}"),
        ):
            with self.subTest(status=status, body=body):
                self.assertWhole(
                    lambda asked, _host, status=status, body=body: (
                        {"data": numbered(asked)}
                        if numbered(asked)
                        else (status, {}, body)
                    )
                )

    def test_a_refused_page_behind_full_ones_is_no_end(self):
        """A server may give the first thousand only."""
        self.assertRefused(
            "rest_status",
            lambda asked, _host: (
                {"data": numbered(asked)} if asked["page"] < "3" else (422, {}, b"{}")
            ),
        )

    def test_an_error_in_place_of_a_page_is_no_end(self):
        def answer(asked, _host, **more):
            if asked["page"] == "3":
                return {"error": "internal", "status": 500}
            return {"data": numbered(asked), **more}

        self.assertRefused("rest_no_list", answer)
        self.assertRefused(
            "rest_no_list", lambda asked, host: answer(asked, host, total=COUNT)
        )
        self.assertWhole(lambda asked, host: answer(asked, host, total=6), count=6)

    def test_the_last_page_again_and_again_is_the_end_where_something_says_so(self):
        def clamped(more, records):
            last = -(-len(records) // SIZE)

            def answer(asked, _host):
                number = min(int(asked["page"]), last)
                start = (number - 1) * SIZE
                return {
                    "data": records[start : start + SIZE],
                    **more(number, last, len(records)),
                }

            return answer

        nothing = clamped(lambda *_told: {}, RECORDS)
        self.assertWhole(nothing)  # the last one is shorter than the others
        for more in (
            lambda _n, _last, count: {"total": count},
            lambda _n, _last, count: {"meta": {"pagination": {"totalCount": count}}},
            lambda _n, last, _count: {"last_page": last},
            lambda n, last, _count: {"has_more": n < last},
            lambda n, last, _count: {"page": {"last": n == last, "number": n}},
        ):
            self.assertWhole(clamped(more, RECORDS[:6]), count=6)
        full = clamped(lambda *_told: {}, RECORDS[:6])
        self.assertRefused("rest_page_repeated", full)

    def test_a_page_that_repeats_in_the_middle_is_no_end(self):
        self.assertRefused(
            "rest_page_repeated",
            lambda asked, _host: {
                "data": RECORDS[: min(int(asked["page"]), 1) * SIZE],
                "total": COUNT,
            },
        )

    def test_an_empty_page_before_others_is_no_end_where_more_is_told(self):
        def holed(more):
            def answer(asked, _host):
                given = [] if asked["page"] == "2" else numbered(asked)
                return {"data": given, **more(asked["page"])}

            return answer

        for more in (lambda page: {"has_more": page < "3"}, lambda _p: {"total": 7}):
            self.assertEqual(self.ids(holed(more)), [0, 1, 2, 6])
        self.assertEqual(self.ids(holed(lambda _page: {})), [0, 1, 2])

    def test_more_that_nobody_says_where_is_an_error(self):
        for pagination in ("cursor", "link", "none"):
            with self.subTest(pagination):
                self.assertRefused(
                    "rest_more_missing",
                    lambda _asked, _host: {"data": RECORDS[:3], "hasMore": True},
                    pagination=pagination,
                )

    def test_pages_may_count_from_nought(self):
        self.assertWhole(
            lambda asked, _host: {"data": numbered(asked, 0)}, first_page=0
        )


class TestRestMarks(OddCase):
    def test_the_next_mark_is_found_by_its_usual_names(self):
        for place in (
            "next_cursor",
            "nextCursor",
            "next",
            "nextPageToken",
            "next_token",
            "meta.next_cursor",
            "paging.next",
            "paging.cursors.next",
            "response_metadata.next_cursor",
            "pageInfo.endCursor",
            "continuationToken",
        ):

            def answer(asked, _host, place=place):
                records, mark = marked(asked)
                for key in reversed(place.split(".")):
                    mark = {key: mark}
                return {"data": records, **mark}

            with self.subTest(place):
                self.assertWhole(answer, pagination="cursor")

    def test_a_mark_beside_the_list_in_its_envelope_is_found(self):
        def answer(asked, _host):
            records, mark = marked(asked)
            return {"answer": {"rows": records, "nextCursor": mark}, "errors": []}

        self.assertWhole(answer, pagination="cursor")

    def test_a_mark_that_stays_counts_no_more_when_nothing_follows(self):
        def answer(asked, _host):
            records, mark = marked(asked)
            cursor = {"next": mark or 99}
            return {"data": records, "cursor": cursor, "has_more": bool(mark)}

        self.assertWhole(answer, pagination="cursor")

    def test_a_mark_may_be_an_address(self):
        def answer(asked, host):
            records, mark = marked(asked)
            following = f"http://{host}/patients?cursor={mark}" if mark else None
            return {"data": records, "next": following}

        self.assertWhole(answer, pagination="cursor")
        self.assertWhole(answer, pagination="link")

    def test_a_link_is_found_however_it_is_written(self):
        for form in (
            '<{url}>; rel="next", <{url}0>; rel="last"',
            '</patients?page={page}>; Rel="Next"',
            "<?page={page}>; rel=next",
            '<{url}>; rel="next prefetch"',
        ):

            def answer(asked, host, form=form):
                records = numbered(asked)
                number = int(asked.get("page", 1)) + 1
                url = f"http://{host}/patients?page={number}"
                link = {"Link": form.format(url=url, page=number)}
                return json_of(records, **(link if len(records) == SIZE else {}))

            with self.subTest(form):
                self.assertWhole(answer, pagination="link")

    def test_a_link_in_the_body_is_found_too(self):
        for place in (
            "@odata.nextLink",
            "links.next",
            "_links.next.href",
            "next_page_url",
        ):

            def answer(asked, host, place=place):
                records = numbered(asked)
                number = int(asked.get("page", 1)) + 1
                link = f"http://{host}/patients?page={number}"
                value = link if len(records) == SIZE else None
                for key in [place] if "@" in place else reversed(place.split(".")):
                    value = {key: value}
                return {"value": records, **value}

            with self.subTest(place):
                self.assertWhole(answer, pagination="link")

    def test_links_that_say_what_they_lead_to_are_found(self):
        for name, rel, url in (
            ("links", "rel", "href"),
            ("link", "relation", "url"),
        ):

            def answer(asked, host, name=name, rel=rel, url=url):
                records = numbered(asked)
                number = int(asked.get("page", 1)) + 1
                links = [{rel: "self", url: "/patients"}]
                if len(records) == SIZE:
                    links.append({rel: "next", url: f"/patients?page={number}"})
                return {name: links, "entry": records}

            with self.subTest(name):
                self.assertWhole(answer, pagination="link")

    def test_what_follows_is_found_beside_a_list_that_stands_deep(self):
        def answer(asked, _host):
            records, mark = marked(asked, "after")
            more = {"hasNextPage": mark is not None, "endCursor": str(mark or COUNT)}
            return {"data": {"patients": {"nodes": records, "pageInfo": more}}}

        self.assertWhole(answer, pagination="cursor", cursor_param="after")

    def test_headers_tell_what_follows_too(self):
        def answer(asked, _host):
            records, mark = marked(asked)
            following = {} if mark is None else {"X-Next-Cursor": str(mark)}
            return json_of(records, **following)

        self.assertWhole(answer, pagination="cursor")
        self.assertWhole(answer, pagination="cursor", next_key="x-next-cursor")

    def test_headers_tell_how_much_there_is_too(self):
        for name, text in (
            ("X-Total-Pages", "3"),
            ("X-WP-Total", str(COUNT)),
            ("X-Pagination", json.dumps({"totalPages": 3, "totalCount": COUNT})),
        ):

            def answer(asked, _host, name=name, text=text):
                last = {"page": str(min(int(asked.get("page", 1)), 3))}
                return json_of(numbered(last), **{name: text})

            with self.subTest(name):
                self.assertWhole(answer, pagination="page")


class TestRestForms(OddCase):
    def test_the_records_are_found_whatever_stands_beside_them(self):
        for beside, path in (
            ({"errors": []}, "answer.result.patients"),
            ({"links": [{"url": "x"}]}, "answer.result.patients"),
            ({"meta": {"links": [{"url": "x"}]}}, "answer.result.patients"),
        ):
            payload = {"answer": {**beside, "result": {"patients": RECORDS}}}
            with self.subTest(beside):
                self.assertEqual(find_records(payload), (path, RECORDS))
        empty = {"answer": {"tags": [{"id": 1}], "patients": []}}
        self.assertEqual(find_records(empty, name="patients"), ("answer.patients", []))

    def test_what_is_no_list_of_records_is_refused(self):
        for payload in ({"errors": [{"id": 1}]}, {"data": {"1": {}}}, {"data": "x"}, 3):
            with self.subTest(payload), self.assertRaises(RestError):
                find_records(payload)
        with self.assertRaises(RestError):  # the first page has no such key
            find_records({"data": []}, "rows")

    def test_an_empty_list_may_be_written_as_null(self):
        self.assertEqual(find_records({"data": None}), ("data", []))
        self.assertEqual(find_records({"a": {"rows": None}}, "a.rows"), ("a.rows", []))

    def test_a_key_may_hold_a_dot(self):
        self.assertEqual(value_at({"a.b": 1, "a": {"b": 2}}, "a.b"), 1)
        self.assertEqual(value_at({"a": {"b.c": 3}}, "a.b.c"), 3)

    def test_only_words_of_one_meaning_tell_how_much_there_is(self):
        for payload, told in (
            ({"total": 7, "data": []}, Told(total=7)),
            ({"count": 3, "size": 3, "data": []}, Told()),
            ({"meta": {"total": "7", "last_page": 3}}, Told(total=7, pages=3)),
            ({"pageInfo": {"hasNextPage": False}}, Told(more=False)),
            ({"totalElements": 7, "last": True}, Told(more=False, total=7)),
            ({"data": [{"total": 9}]}, Told()),
            ({"total": 7, "staff": {"total": 2, "of": []}}, Told(total=7)),
            ([], Told()),
        ):
            with self.subTest(payload):
                self.assertEqual(read_told(payload), told)

    def test_bytes_are_read_in_their_own_form(self):
        body = json.dumps({"data": [{"id": 0, "name": "José"}]}, ensure_ascii=False)
        plain = {"Content-Type": "application/json"}
        latin = {"Content-Type": "application/json; charset=ISO-8859-1"}
        for headers, content in (
            (plain, b"\xef\xbb\xbf" + body.encode()),
            (plain, body.encode("utf-16")),
            (latin, body.encode("latin-1")),
            ({**plain, "Content-Encoding": "gzip"}, gzip.compress(body.encode())),
        ):
            with self.subTest(headers, start=content[:4]):
                self.assertWhole(
                    lambda _asked, _host, found=(200, headers, content): found,
                    count=1,
                    pagination="none",
                )
        # what is stored is read by whoever reads files of JSON
        stored = read_json(Answer("", 200, {}, body.encode("utf-16"), None))[1]
        self.assertEqual(stored.decode(), body)
