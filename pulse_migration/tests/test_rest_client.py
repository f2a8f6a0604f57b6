"""The REST client against a real server: each fault, each way of paging, each guard."""

import logging
import socket
from datetime import datetime, timedelta
from itertools import count
from unittest import TestCase
from unittest.mock import patch

from odoo.addons.pulse_migration.engine import rest_address
from odoo.addons.pulse_migration.engine.rest_answer import find_records
from odoo.addons.pulse_migration.engine.rest_client import RestClient
from odoo.addons.pulse_migration.engine.rest_moments import read_moment, write_moment
from odoo.addons.pulse_migration.engine.rest_pages import read_pages
from odoo.addons.pulse_migration.engine.rest_settings import (
    Listing,
    RestBusy,
    RestError,
    RestSettings,
)

from .mock_server import Clinic, Faults, MockPulse, basic

PATIENTS = [{"id": f"P{n:03d}", "name": f"Patient {n}"} for n in range(25)]
DAY = datetime.fromisoformat("2026-03-01T10:00:00+00:00")
LISTING = Listing("patients", page_size=10, until_param="updated_until")


def a_clinic(number=25, clock=None):
    clinic = Clinic({"patients": PATIENTS[:number]}, {"patients": "id"}, clock)
    clinic.files["documents/rx1.pdf"] = b"%PDF-1.4 rx1"
    return clinic


class RestCase(TestCase):
    def setUp(self):
        self.pauses = []

    def serve(self, clinic=None, faults=None, **options):
        mock = MockPulse(clinic or a_clinic(), faults, **options)
        self.enterContext(mock)
        return mock

    def client(self, mock, **options):
        options = {
            "rate": 0,
            "timeout": 0.3,
            "deadline": 5,
            "allows_private": True,
            "base_url": mock.url,
            **options,
        }
        client = RestClient(RestSettings(**options), sleep=self.pauses.append)
        self.addCleanup(client.close)
        return client

    def ids(self, client, listing=LISTING, **params):
        pages = read_pages(client, listing, params)
        return [record["id"] for page in pages for record in page.records]

    def fails_with(self, code, client, path="patients", error=RestError):
        with self.assertRaises(error) as caught:
            client.get(path)
        self.assertEqual(caught.exception.code, code)
        return caught.exception


class TestRestFaults(RestCase):
    def test_every_fault_alone_loses_no_record_and_repeats_none(self):
        expected = [patient["id"] for patient in PATIENTS]
        for fault in ("busy", "error", "half", "repeat", "slow", "timeout"):
            with self.subTest(fault):
                faults = Faults(seed=3, **{fault: 0.4})
                faults.pause = 0.6
                mock = self.serve(faults=faults)
                client = self.client(mock, tries=12, backoff=0.001)
                self.assertEqual(self.ids(client), expected)
                self.assertGreater(faults.counts[fault], 0)

    def test_faults_all_at_once_lose_no_record_and_repeat_none(self):
        shares = dict.fromkeys(("busy", "error", "half", "repeat", "slow"), 0.15)
        mock = self.serve(faults=Faults(seed=5, **shares))
        client = self.client(mock, tries=20, backoff=0.001)
        self.assertEqual(self.ids(client), [patient["id"] for patient in PATIENTS])

    def test_a_busy_server_is_left_alone_as_long_as_it_asks_for(self):
        faults = Faults(busy=1)
        faults.retry_after = "7"
        client = self.client(self.serve(faults=faults), tries=3)
        self.fails_with("rest_busy", client, error=RestBusy)
        self.assertEqual(self.pauses, [7, 7])

    def test_a_pause_longer_than_a_poll_ends_the_poll(self):
        faults = Faults(busy=1)
        faults.retry_after = "3600"
        client = self.client(self.serve(faults=faults))
        error = self.fails_with("rest_busy", client, error=RestBusy)
        self.assertEqual((error.retry_after, self.pauses), (3600, []))

    def test_a_server_that_stays_broken_is_asked_a_few_times_only(self):
        mock = self.serve(faults=Faults(error=1))
        client = self.client(mock, tries=4)
        self.fails_with("rest_server_error", client, error=RestBusy)
        self.assertEqual(len(mock.requests), 4)

    def test_a_body_that_breaks_off_is_no_answer(self):
        mock = self.serve(faults=Faults(half=1))
        client = self.client(mock, tries=2)
        with self.assertRaises(RestBusy) as caught:
            client.get("patients")
        self.assertIn(caught.exception.code, ("rest_broken_off", "rest_unreachable"))

    def test_a_body_without_end_is_no_answer(self):
        client = self.client(self.serve(faults=Faults(slow=1)), deadline=0, tries=2)
        self.fails_with("rest_too_slow", client, error=RestBusy)

    def test_a_body_of_absurd_size_is_refused(self):
        client = self.client(self.serve(), most_bytes=100)
        self.fails_with("rest_too_large", client)

    def test_a_wrong_key_is_not_tried_again(self):
        mock = self.serve(auth={"X-API-Key": "right"})
        client = self.client(mock, auth="header", secret="wrong")
        self.fails_with("rest_unauthorized", client)
        self.assertEqual(len(mock.requests), 1)

    def test_nobody_at_home_is_said_so(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{free.getsockname()[1]}"
        mock = self.serve()
        client = self.client(mock, base_url=url, tries=2)
        self.fails_with("rest_unreachable", client, error=RestBusy)

    def test_requests_keep_their_pace(self):
        mock = self.serve()
        settings = RestSettings(mock.url, rate=10, allows_private=True)
        with RestClient(settings, self.pauses.append, clock=lambda: 0.0) as client:
            client.get("patients")
            client.get("patients")
        self.assertEqual(self.pauses, [0.1])


class TestRestKeys(RestCase):
    def test_each_kind_of_key_opens(self):
        for header, options in (
            ({"X-API-Key": "k"}, {"auth": "header", "secret": "k"}),
            ({"X-Own": "k"}, {"auth": "header", "auth_name": "X-Own", "secret": "k"}),
            ({"Authorization": "Bearer k"}, {"auth": "bearer", "secret": "k"}),
            (basic("u", "ké"), {"auth": "basic", "auth_name": "u", "secret": "ké"}),
        ):
            with self.subTest(header):
                client = self.client(self.serve(auth=header), **options)
                self.assertEqual(client.get("patients").status, 200)

    def test_no_secret_in_a_text_a_log_or_an_error(self):
        mock = self.serve(faults=Faults(error=0.5, half=0.3))
        with self.assertLogs(level=logging.DEBUG) as log:
            logging.getLogger().debug("one line, so that there is one")
            client = self.client(mock, auth="bearer", secret="s3cret", tries=2)
            texts = [repr(client.settings)]
            for _time in range(5):
                try:
                    client.get("patients")
                except (RestError, RestBusy) as error:
                    texts.append(f"{error!r} {error}")
        self.assertNotIn("s3cret", "\n".join([*texts, *log.output]))


class TestRestPages(RestCase):
    def test_each_way_of_paging_ends_with_every_record_once(self):
        for pagination in ("none", "page", "offset", "cursor", "link"):
            with self.subTest(pagination):
                mock = self.serve(pagination=pagination)
                listing = Listing("patients", pagination=pagination, page_size=10)
                ids = self.ids(self.client(mock), listing)
                self.assertEqual(ids, [patient["id"] for patient in PATIENTS])

    def test_a_server_that_gives_less_than_asked_for_loses_nothing(self):
        mock = self.serve()
        mock.most = 4
        self.assertEqual(len(self.ids(self.client(mock))), 25)

    def test_a_page_that_repeats_for_ever_is_noticed(self):
        mock = self.serve(pagination="none")
        with self.assertRaises(RestError) as caught:
            self.ids(self.client(mock), LISTING)
        self.assertEqual(caught.exception.code, "rest_page_repeated")

    def test_an_ordered_list_loses_nothing_while_it_is_edited(self):
        listing = Listing("patients", page_size=5, is_ordered=True)
        late = DAY + timedelta(hours=9)
        for seed in range(10):
            ticks = count()  # several changes fall into one second
            clinic = a_clinic(0, lambda t=ticks: late + timedelta(hours=next(t) // 4))
            for number, patient in enumerate(PATIENTS):
                clinic.put("patients", patient, DAY + timedelta(minutes=number))
            faults = Faults(seed=seed, edits=1)
            client = self.client(self.serve(clinic, faults))
            last, since = {}, {}
            for _poll in range(2):  # what changes in the moment of reading comes next
                for page in read_pages(client, listing, since):
                    last.update({r["id"]: r for r in page.records})
                    if faults.counts["edits"] > 15:
                        faults.shares = {}  # the clinic closes for the day
                faults.shares = {}
                latest = read_moment(max(r["updated_at"] for r in last.values()))
                overlap = latest - timedelta(hours=1)
                since = {"updated_since": write_moment(overlap, "iso")}
            self.assertEqual(last, clinic.tables["patients"])

    def test_an_ordered_list_of_one_moment_ends_with_every_record(self):
        clinic = a_clinic(0)
        clinic.same_moment = True
        for patient in PATIENTS:
            clinic.put("patients", patient)
        listing = Listing("patients", page_size=10, is_ordered=True)
        ids = self.ids(self.client(self.serve(clinic)), listing)
        self.assertEqual(set(ids), {patient["id"] for patient in PATIENTS})

    def test_a_list_that_is_not_in_order_is_noticed(self):
        clinic = a_clinic(0)
        clinic.select = lambda *_args: [
            {"id": "1", "updated_at": "2026-03-02T00:00:00Z"},
            {"id": "2", "updated_at": "2026-03-01T00:00:00Z"},
        ]
        with self.assertRaises(RestError) as caught:
            self.ids(self.client(self.serve(clinic)), Listing("patients", is_ordered=1))
        self.assertEqual(caught.exception.code, "rest_not_ordered")

    def test_a_range_is_asked_for_as_it_is_said(self):
        clinic = a_clinic(0)
        for number in range(5):
            at = DAY + timedelta(hours=number)
            clinic.put("patients", {"id": f"P{number}"}, at)
        client = self.client(self.serve(clinic))
        ids = self.ids(
            client,
            updated_since="2026-03-01T11:00:00Z",
            updated_until="2026-03-01T13:00:00Z",
        )
        self.assertEqual(ids, ["P1", "P2", "P3"])

    def test_the_list_is_found_in_its_envelope(self):
        rows = [{"id": 1}]
        for payload, path in (
            (rows, ""),
            ({"data": rows, "errors": []}, "data"),
            ({"errors": [], "result": {"items": rows}}, "result.items"),
            ({"patients": rows}, "patients"),
        ):
            self.assertEqual(find_records(payload), (path, rows))
        self.assertEqual(find_records({"a": {"b": rows}}, "a.b"), ("a.b", rows))
        for payload, envelope in (({"error": "no"}, ""), ({"data": rows}, "other")):
            with self.assertRaises(RestError):
                find_records(payload, envelope)

    def test_a_document_is_downloaded_byte_for_byte(self):
        client = self.client(self.serve())
        self.assertEqual(client.get("documents/rx1.pdf").content, b"%PDF-1.4 rx1")


class TestRestGuards(RestCase):
    def test_private_addresses_are_refused_however_they_are_written(self):
        for host in (
            "127.0.0.1",
            "localhost",
            "10.1.2.3",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[fd00::1]",
            "[64:ff9b::7f00:1]",
            "2130706433",
            "0x7f.1",
        ):
            with self.subTest(host):
                client = RestClient(RestSettings(f"https://{host}/", tries=1))
                with self.assertRaises(RestError) as caught:
                    client.get("patients")
                self.assertEqual(caught.exception.code, "rest_private_address")

    def test_public_addresses_are_not(self):
        for text in ("8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"):
            self.assertTrue(rest_address.is_public(text), text)

    def test_the_address_that_was_checked_is_the_one_that_is_asked(self):
        """A name server that answers otherwise the second time changes nothing."""
        asked = []

        def public_then_private(host, *_args, **_kwargs):
            asked.append(host)
            address = "8.8.8.8" if len(asked) == 1 else "127.0.0.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]

        connected = []

        def connect(address, *_args, **_kwargs):
            connected.append(address)
            raise OSError

        with (
            patch.object(rest_address.socket, "getaddrinfo", public_then_private),
            patch.object(rest_address, "create_connection", connect),
        ):
            client = RestClient(RestSettings("https://pulse.example", tries=1))
            with self.assertRaises(RestBusy):
                client.get("patients")
        self.assertEqual(connected, [("8.8.8.8", 443)])

    def test_a_name_with_one_private_address_among_others_is_refused(self):
        found = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
            for address in ("8.8.8.8", "10.0.0.1")
        ]
        with patch.object(rest_address.socket, "getaddrinfo", return_value=found):
            client = RestClient(RestSettings("https://pulse.example", tries=1))
            self.fails_with("rest_private_address", client)

    def test_an_address_that_is_not_encrypted_or_holds_a_secret_is_refused(self):
        for url, code in (
            ("http://pulse.example", "rest_not_encrypted"),
            ("https://user:key@pulse.example", "rest_url_has_secret"),
            ("ftp://pulse.example", "rest_url_bad"),
            ("pulse.example", "rest_url_bad"),
            ("https://pulse.example:x", "rest_url_bad"),
            ("https://pulse.example/?key=1", "rest_url_bad"),
        ):
            with self.assertRaises(RestError) as caught:
                RestClient(RestSettings(url))
            self.assertEqual(caught.exception.code, code)

    def test_no_move_and_no_link_leads_to_another_server(self):
        base = "https://pulse.example/v1"
        for path in (
            "https://other.example/patients",
            "//other.example/patients",
            "http://pulse.example/patients",
            "https://pulse.example:8443/patients",
            "https://pulse.example@other.example/",
            "file:///etc/passwd",
        ):
            with self.subTest(path), self.assertRaises(RestError):
                rest_address.join(base, path)

    def test_a_redirect_is_followed_within_the_server_only(self):
        mock, other = self.serve(), self.serve()
        mock.moves = {"old": "/patients", "away": f"{other.url}/patients"}
        client = self.client(mock)
        self.assertEqual(client.get("old").status, 200)
        self.fails_with("rest_redirect", client, "away")
        self.assertEqual(other.requests, [])

    def test_a_redirect_in_a_circle_ends(self):
        mock = self.serve()
        mock.moves = {"old": "/old"}
        self.fails_with("rest_redirect", self.client(mock), "old")


class TestRestMoments(TestCase):
    def test_moments_are_read_however_they_are_written(self):
        moment = datetime(2026, 3, 5, 4, 30)
        for text in (
            "2026-03-05T04:30:00Z",
            "2026-03-05 10:00:00+05:30",
            "2026-03-05T04:30:00",
            1772685000,
            "1772685000",
            1772685000000,
        ):
            self.assertEqual(read_moment(text), moment, text)
        for text in (None, "", "yesterday", 10**30):
            self.assertIsNone(read_moment(text), text)

    def test_moments_are_written_as_the_server_wants_them(self):
        moment = datetime(2026, 3, 5, 4, 30)
        for form, text in (
            ("iso", "2026-03-05T04:30:00Z"),
            ("plain", "2026-03-05 04:30:00"),
            ("date", "2026-03-05"),
            ("epoch", "1772685000"),
            ("epoch_ms", "1772685000000"),
        ):
            self.assertEqual(write_moment(moment, form), text)
            if form != "date":
                self.assertEqual(read_moment(text), moment)
