"""What a step that is behind came to: one sentence of numbers, nothing of a patient."""

from odoo import fields, models

from ...texts.journey import TOLD_TEXTS
from ..stage.row import OUTCOMES

_WRITTEN = ("created", "updated", "merged")
_ODD = ("lossy", "lost", "flagged")
_TABLES = ("used", "unused", "unreadable")


class Run(models.Model):
    _inherit = "pulse.run"

    def _step_told(self, step):
        """Return what became of a step that is done, "" where nothing is to be said."""
        if step == "load":
            return self._loaded_told()
        found = self._step_facts(step)
        if not found:
            return ""
        shown = {
            name: f"{fact:,}" if isinstance(fact, int) else fact
            for name, fact in found.items()
        }
        sentence = self.env._(TOLD_TEXTS[step])
        return sentence % shown

    def _step_facts(self, step):
        """Return {name: number or words} for the sentence of a step, or nothing."""
        facts = {
            "receive": self._received_facts,
            "map": self._mapped_facts,
            "check": self._planned_facts,
            "sample": self._sampled_facts,
            "approve": self._approved_facts,
            "verify": self._verified_facts,
        }
        return facts[step]() if step in facts else {}

    def _received_facts(self):
        counts = self._count_files()
        return {
            "used": counts["used"],
            "tables": sum(counts[name] for name in _TABLES),
            "rows": self.row_count,
            "documents": counts["document"],
        }

    def _mapped_facts(self):
        return {
            "tables": self._count_files()["used"] - self.waiting_count,
            "physicians": len(self.migration_id.physician_ids),
        }

    def _planned_facts(self):
        counts = self._count_states()
        if not (self.planned_at and counts):
            return {}
        return {
            "loads": counts.get("staged", 0) + sum(map(counts.get, _WRITTEN)),
            "out": self.problem_count,
        }

    def _sampled_facts(self):
        sample = self.sudo()._last_sample()
        if not sample:
            return {}
        counts = sample._count_verdicts()
        return {
            "patients": sample.patient_count,
            "cells": sum(counts.values()),
            "odd": sum(counts[name] for name in _ODD),
        }

    def _approved_facts(self):
        if not self.approved_at:
            return {}
        moment = fields.Datetime.context_timestamp(self, self.approved_at)
        return {
            "user": self.sudo().approved_by.name,
            "moment": moment.strftime("%Y-%m-%d %H:%M"),
        }

    def _verified_facts(self):
        found = (self.sudo().report or {}).get("verify")
        if not found:
            return {}
        return {
            "records": found["records"],
            "fields": found["fields"],
            "differences": found["mismatches"],
        }

    def _loaded_told(self):
        counts = self._count_states()
        labels = self._state_labels()
        return " ".join(
            f"{labels[state]}: {counts[state]:,}."
            for state in OUTCOMES
            if counts.get(state)
        )

    # what they count

    def _count_states(self):
        """Return {state: rows}; 0 for those that a row may end in."""
        found = self.state_counts
        return dict.fromkeys(OUTCOMES, 0) | found if found else {}

    def _count_files(self):
        """Return {used, unused, unreadable, document: files}; a ZIP is its members."""
        counts = {**dict.fromkeys(_TABLES, 0), "document": 0}
        for kind, state, object_name, count in self.env["pulse.file"]._read_group(
            [("run_id", "=", self.id)],
            ["kind", "state", "object_name"],
            ["__count"],
        ):
            if state == "unreadable":
                counts["unreadable"] += count
            elif kind == "document":
                counts["document"] += count
            elif kind != "archive":
                counts["used" if object_name else "unused"] += count
        return counts

    def _received_text(self):
        """Return what is amiss with what was received, or ""."""
        texts = []
        unreadable = len(
            self._find_files(("state", "=", "unreadable"), ("is_excluded", "=", False))
        )
        if unreadable:
            texts.append(
                self.env._(
                    "Files that cannot be read: %s. What to do stands beside each.",
                    f"{unreadable:,}",
                )
            )
        has_patients = self._find_files(("object_name", "=", "patient"))
        if not (has_patients or self._earlier_runs().filtered("loaded_at")):
            texts.append(
                self.env._(
                    "No file was recognised as the list of patients: rows of patients "
                    "whom Odoo does not know will wait for it."
                )
            )
        return " ".join(texts)
