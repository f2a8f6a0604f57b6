"""Asking the clinic's server: the client, and a look at what it answers."""

from dataclasses import replace

from odoo import models

from ...engine import rest_pages
from ...engine.masking import mask
from ...engine.rest_client import RestClient
from ...engine.rest_settings import RestBusy, RestError, RestSettings
from ...exceptions import text_of

_FIELDS = 40  # of a record that a test shows


class Source(models.Model):
    _inherit = "pulse.source"

    def _client(self):
        """Return a client of the server; whoever gets it closes it."""
        self.ensure_one()
        source = self.sudo()
        return RestClient(
            RestSettings(
                base_url=source.base_url,
                auth=source.auth,
                auth_name=source.auth_name or "",
                secret=source.secret or "",
                timeout=source.timeout,
                tries=source.tries,
                rate=source.rate,
                allows_private=source.allows_private,
            )
        )

    def action_test(self):
        """Ask each list for its first page, and show the shape of what came back."""
        self._check_may_ask()
        for source in self:
            lines = []
            with source._client() as client:
                for endpoint in source.endpoint_ids:
                    lines += [endpoint.path, *endpoint._test_lines(client), ""]
            source.sudo().test_text = "\n".join(lines).strip()
            source._log("test_source")


class Endpoint(models.Model):
    _inherit = "pulse.endpoint"

    def _test_lines(self, client):
        """Return what the first page holds, in words, each value masked."""
        pages = rest_pages.read_pages(client, self._listing(), self._params(False))
        try:
            page = next(pages)
        except (RestError, RestBusy) as error:
            return [f"  {text_of(self.env, error.code)}"]
        finally:
            pages.close()
        if not page.records:
            return [self.env._("  The list is empty.")]
        lines = [
            self.env._(
                "  %(count)s records at %(key)s, of the first:",
                count=len(page.records),
                key=page.envelope or self.env._("the top"),
            )
        ]
        if self.changed_key and not all(page.moments):
            lines.append(self.env._("  Records without a moment of change."))
        if page.told.total is not None:
            lines.append(
                self.env._("  The server tells of %s records.", page.told.total)
            )
        if self._has_page_before(client, page):
            lines.append(self.env._("  Page %s holds other ones.", self.first_page - 1))
        first = list(page.records[0].items())[:_FIELDS]
        return [*lines, *(f"  {mask_key(key)}: {mask(value)}" for key, value in first)]

    def _has_page_before(self, client, page):
        """Whether the server counts its pages from a lower number than we do."""
        if self.pagination != "page" or self.first_page < 1:
            return False
        listing = replace(self._listing(), first_page=self.first_page - 1)
        pages = rest_pages.read_pages(client, listing, self._params(False))
        try:
            before = next(pages)
        except (RestError, RestBusy):
            return False
        finally:
            pages.close()
        return bool(before.records) and before.prints != page.prints


def mask_key(key):
    """A key is the server's word; one that holds a number may be a record's own."""
    return mask(key) if any(letter.isdigit() for letter in key) else key[:80]
