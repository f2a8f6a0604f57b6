"""The fit of the table that tells the object of a file by its words."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import TestCase
from unittest.mock import patch

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(SCRIPTS), str(SCRIPTS.parent / "pulse_migration")]

from benchmarks import mapping, objects  # noqa: E402
from engine.object_words import parse  # noqa: E402


def _tables(*tables):
    """Labelled tables of (system, object, "Header,Header")."""
    return {
        (system, name): [{"header": each} for each in header.split(",")]
        for system, name, header in tables
    }


class TestPlainPython(TestCase):
    def test_the_proposal_is_measured_with_python_alone(self):
        """-S hides every installed package; two columns of one amount look farthest."""
        headers = "Bill No,Patient,Cash,Card,CGST,SGST,Phone,Total".split(",")
        common = {"system": "X", "object": "bill", "kind": "export", "tier": "none"}
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            for header in headers:
                row = {**common, "header": header, "target": "none"}
                print(json.dumps(row), file=file)
            file.flush()
            bench = [sys.executable, "-S", str(SCRIPTS / "bench"), "mapping", file.name]
            done = subprocess.run(bench, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout.splitlines()[-1])["object_accuracy"], 1)


SMALL = _tables(
    *((f"Staff{n}", "staff", f"Name,Zorp,Phone,Extra {n}") for n in range(5)),
    *((f"Clients{n}", "patient", f"Name,Blarp,Phone,Extra {n}") for n in range(5)),
)


def _columns(header):
    return objects.read_columns(header.split(","), {}, None)


class TestFit(TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.examples = objects.read_examples(SMALL)
        cls.words = objects.fit(cls.examples)

    def test_word_speaks_for_the_object_it_was_seen_with(self):
        told = self.words.weigh(_columns("Name,Zorp,Phone"))
        self.assertGreater(told["physician"], told["patient"])
        told = self.words.weigh(_columns("Name,Blarp,Phone"))
        self.assertGreater(told["patient"], told["physician"])

    def test_word_of_a_single_table_is_not_learned(self):
        few = objects.read_examples(_tables(("Alone", "staff", "Name,Zorp")))
        self.assertEqual(dict(objects.fit(few).items()), {})

    def test_same_files_give_the_same_table(self):
        again = objects.fit(objects.read_examples(SMALL))
        self.assertEqual(dict(again.items()), dict(self.words.items()))

    def test_what_was_known_before_stays_where_nothing_speaks_against_it(self):
        none = tuple(0.0 for _ in objects.KINDS)
        before = objects.ObjectWords({"word glorp": (2.0, *none[1:])})
        words = dict(objects.fit(self.examples, before).items())
        self.assertEqual(words["word glorp"], (2.0, *none[1:]))

    def test_written_table_is_read_back(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "words.csv"
            objects.write(self.words, path)
            with path.open(encoding="utf-8", newline="") as lines:
                read = parse(lines)
        columns = _columns("Name,Zorp,Phone")
        self.assertEqual(read.weigh(columns), self.words.weigh(columns))


class TestKeptTables(TestCase):
    def test_kept_tables_are_read_whole(self):
        kept = objects.kept_examples()
        self.assertGreater(len(kept), 300)
        self.assertTrue(all(example.columns for example in kept))


class TestCrossValidation(TestCase):
    def test_measured_vendor_is_not_learned_from(self):
        """A word that only one vendor uses must say nothing about that vendor."""
        own = (("Acme (a)", "staff"), ("Acme (b)", "staff"), ("Acme (c)", "staff"))
        tables = SMALL | _tables(*((*key, "Name,Quux,Phone") for key in own))
        examples = objects.read_examples(tables)
        words = objects.fitted_without(examples, (each.vendor for each in examples))
        known = {trait for trait, _ in words["Acme"].items()}
        self.assertNotIn("word quux", known)
        others = {trait for trait, _ in words["Staff0"].items()}
        self.assertIn("word quux", others)


class TestMeasuredAsShipped(TestCase):
    """What the shipped numbers never saw is measured as a clinic would see it."""

    def table(self, system):
        header = ("Patient ID", "Patient Name", "Mobile", "DOB")
        rows = [
            {"header": each, "target": "none", "tier": "core", "system": system}
            for each in header
        ]
        return {(system, "patient"): rows}

    def test_a_vendor_unknown_to_the_fit_is_measured_as_shipped(self):
        with patch.object(mapping, "_fitted_weights") as fitted:
            mapping.cross_validate(self.table("Nobody Ever Saw"), ())
        fitted.assert_not_called()

    def test_a_vendor_of_the_fit_is_measured_without_itself(self):
        known = objects.FITTED_VENDORS.read_text(encoding="utf-8").splitlines()[0]
        tables = self.table(known)
        with patch.object(mapping, "_fitted_weights", return_value={}) as fitted:
            mapping.cross_validate(tables, ())
        self.assertEqual(list(fitted.call_args.args[1]), list(tables))
