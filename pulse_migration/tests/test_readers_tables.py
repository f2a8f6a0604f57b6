"""Headers, titles, totals, ragged rows and several tables in one grid."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.readers.header import (
    ColumnNames,
    column_letter,
)
from odoo.addons.pulse_migration.tests.readers_common import lines, one, read, values

PATIENTS = "1,Ram,98765\n2,Sita,98766\n3,Gita,98767\n"


class TestHeader(TestCase):
    def test_titles_above_the_header_are_kept_as_preamble(self):
        text = (
            "Smile Dental Clinic\nPatients from 01/01/2024 to 31/12/2024,,\n\n"
            f"id,name,phone\n{PATIENTS}"
        )
        table, rows = one(text)
        self.assertEqual(table.header, ("id", "name", "phone"))
        self.assertEqual(table.header_line, 4)
        self.assertEqual(
            table.preamble,
            (
                (1, "Smile Dental Clinic"),
                (2, "Patients from 01/01/2024 to 31/12/2024"),
            ),
        )
        self.assertEqual(lines(rows), [5, 6, 7])

    def test_titles_of_two_cells_above_a_wide_header(self):
        text = (
            "Clinic,Smile\nFrom,01/01/2024\n\n"
            "Date,Bill No,Patient,Amount,Paid\n"
            "05/01/2024,B1,Ram,500,500\n06/01/2024,B2,Sita,300,0\n"
        )
        for data in (text, text.replace("\n\n", "\n")):
            table, rows = one(data)
            self.assertEqual(table.header[0], "Date")
            self.assertEqual(len(rows), 2)
            self.assertEqual(table.preamble[0], (1, "Clinic Smile"))

    def test_titles_of_two_cells_above_a_short_list_with_sums_below(self):
        text = (
            "Month,March\nDoctor,Dr Anita\nid,name,date,fee\n1,Asha,05/03/2024,500\n"
            "2,Ravi,06/03/2024,500\nTotal Patients,2,,\n,,Total,1000\n"
        )
        table, rows = one(text)
        self.assertEqual(table.header, ("id", "name", "date", "fee"))
        self.assertEqual(lines(rows)[0], 4)

    def test_groups_named_over_each_column_are_no_header(self):
        text = (
            "Patient,Patient,Visit,Visit\nID,Name,Date,Type\n"
            "1,Asha,05/03/2024,New\n2,Ravi,06/03/2024,Old\n"
        )
        table, rows = one(text)
        self.assertEqual(table.header, ("ID", "Name", "Date", "Type"))
        self.assertEqual(lines(rows), [3, 4])

    def test_titles_that_repeat_above_data_are_the_header(self):
        table, rows = one("Name,Name,Phone,Phone\nAsha,Rao,98765,98766\nRavi,K,1,2\n")
        self.assertEqual(table.header, ("Name", "Name (2)", "Phone", "Phone (2)"))
        self.assertEqual(lines(rows), [2, 3])

    def test_file_without_header(self):
        text = "P1,Ram,9876543210,05/03/1980\nP2,Sita,9876543211,06/04/1990\n"
        table, rows = one(text)
        self.assertEqual(table.header, ("Column A", "Column B", "Column C", "Column D"))
        self.assertEqual(table.header_line, 0)
        self.assertIn("no_header", table.notes)
        self.assertEqual(lines(rows), [1, 2])
        self.assertEqual(rows[0].cells["Column C"], "9876543210")

    def test_single_data_row_without_header(self):
        table, rows = one("P1,Ram,9876543210,05/03/1980\n")
        self.assertIn("no_header", table.notes)
        self.assertEqual(len(rows), 1)

    def test_title_above_data_without_header(self):
        table, rows = one("My patients\n1,Ram,98765,5/3/80\n2,Sita,98766,6/4/90\n")
        self.assertEqual(table.preamble, ((1, "My patients"),))
        self.assertEqual(lines(rows), [2, 3])

    def test_header_alone(self):
        table, rows = one("patient_id,name,phone\n")
        self.assertEqual((table.header, rows), (("patient_id", "name", "phone"), []))

    def test_all_words_below_do_not_hide_the_header(self):
        table, rows = one("Name,City,Remarks\nRam,Pune,\nSita,Goa,\nRam,Goa,\n")
        self.assertEqual(table.header, ("Name", "City", "Remarks"))
        self.assertEqual(len(rows), 3)

    def test_header_in_hindi(self):
        table, _rows = one("क्रमांक,नाम,मोबाइल\n1,राम,9876543210\n2,सीता,9876543211\n")
        self.assertEqual(table.header, ("क्रमांक", "नाम", "मोबाइल"))

    def test_summary_row_above_the_header(self):
        text = f"Total,3,296298\nid,name,phone\n{PATIENTS}"
        table, rows = one(text)
        self.assertEqual(table.header, ("id", "name", "phone"))
        self.assertEqual(table.preamble, ((1, "Total 3 296298"),))
        self.assertEqual(lines(rows), [3, 4, 5])

    def test_repeated_names_and_case_twins_are_numbered(self):
        table, rows = one("id,Notes,notes,Notes,Notes (2)\n1,a,b,c,d\n2,e,f,g,h\n")
        self.assertEqual(len(set(map(str.casefold, table.header))), 5)
        self.assertEqual(table.header[:2], ("id", "Notes"))
        self.assertEqual(table.header[4], "Notes (2)")
        self.assertEqual(list(rows[0].cells.values()), ["1", "a", "b", "c", "d"])

    def test_repeated_name_is_numbered_two(self):
        table, _rows = one("id,Date,Date\n1,2024-01-02,2024-01-03\n")
        self.assertEqual(table.header, ("id", "Date", "Date (2)"))

    def test_names_are_stripped_and_empty_ones_take_their_letter(self):
        table, rows = one("\ufeff id ,,Patient\u00a0 Name\n1,x,Ram\n2,y,Sita\n")
        self.assertEqual(table.header, ("id", "Column B", "Patient Name"))
        self.assertEqual(rows[0].cells["Column B"], "x")

    def test_trailing_commas_make_no_columns(self):
        table, rows = one("id,name,,\n1,Ram,,\n2,Sita,,\n")
        self.assertEqual(table.header, ("id", "name"))
        self.assertEqual([row.issues for row in rows], [(), ()])

    def test_trailing_commas_on_rows_only(self):
        table, rows = one("id,name\n1,Ram,\n2,Sita,,\n")
        self.assertEqual([row.issues for row in rows], [(), ()])
        self.assertEqual(values(rows), [["1", "Ram"], ["2", "Sita"]])

    def test_late_value_under_a_dropped_column_is_kept(self):
        text = "id,name,\n" + "1,Ram,\n" * 300 + "2,Sita,late\n"
        table, rows = one(text)
        self.assertEqual(table.header, ("id", "name"))
        self.assertEqual(rows[-1].cells["Column C"], "late")

    def test_multi_line_header_cell(self):
        table, rows = one('id,"Date\nof birth"\n1,1980-05-03\n')
        self.assertEqual(table.header, ("id", "Date of birth"))
        self.assertEqual(lines(rows), [3])

    def test_column_letters(self):
        self.assertEqual(
            [column_letter(i) for i in (0, 25, 26, 701, 702)],
            ["A", "Z", "AA", "ZZ", "AAA"],
        )

    def test_generated_name_never_meets_a_real_one(self):
        names = ColumnNames(["Column B", "", "Column D"])
        self.assertEqual(len({names.at(i) for i in range(6)}), 6)


class TestRows(TestCase):
    def test_values_are_untouched(self):
        _table, rows = one("id,name,note\n1,  Ram , x\n2,\u00a0, \t \n")
        self.assertEqual(rows[0].cells, {"id": "1", "name": "  Ram ", "note": " x"})
        self.assertEqual(rows[1].cells, {"id": "2"})

    def test_blank_rows_are_skipped_and_counted_as_lines(self):
        _table, rows = one("id,name\n\n1,A\n,\n  \n2,B\n\n\n")
        self.assertEqual(lines(rows), [3, 6])

    def test_every_second_row_blank(self):
        text = "".join(f"{i},Name {i},Pune\n\n" for i in range(1, 400))
        _table, rows = one("id,name,city\n\n" + text)
        self.assertEqual(lines(rows), list(range(3, 801, 2)))

    def test_extra_cells_are_kept_and_flagged(self):
        table, rows = one("id,name\n1,A\n2,B,C,,D\n3,E\n")
        self.assertEqual(
            rows[1].cells, {"id": "2", "name": "B", "Column C": "C", "Column E": "D"}
        )
        self.assertEqual([row.issues for row in rows], [(), ("row_too_long",), ()])
        self.assertEqual(table.header, ("id", "name"))

    def test_short_row_among_full_ones_is_flagged(self):
        _table, rows = one("id,name,city\n1,A,X\n2,B\n3,C,\n4,D,Y\n")
        self.assertEqual([row.issues for row in rows], [(), ("row_too_short",), (), ()])

    def test_exporter_that_leaves_out_last_blanks_is_not_flagged(self):
        _table, rows = one("id,name,city\n1,A\n2,B\n3,C\n4,D,Y\n")
        self.assertEqual({row.issues for row in rows}, {()})


class TestExcluded(TestCase):
    def test_totals_at_the_end(self):
        for total in (
            "Total,,195",
            'GRAND TOTAL,,"1,950.00"',
            ",Total:,195",
            "Sub Total,2,195",
            "Total Records: 2,,",
            "Sum,,₹ 195",
            "Gesamtsumme,,195",
            "Suma total,,195",
            "एकूण,,195",
            "الإجمالي,,195",
        ):
            with self.subTest(total):
                _table, rows = one(f"id,name,amount\n1,Ram,98\n2,Sita,97\n{total}\n")
                self.assertEqual([row.excluded for row in rows], ["", "", "total_row"])
                self.assertEqual(rows[2].line, 4)
                self.assertTrue(rows[2].cells)

    def test_summary_as_first_row(self):
        _table, rows = one("id,name,amount\nTotal,,195\n1,Ram,98\n2,Sita,97\n")
        self.assertEqual([row.excluded for row in rows], ["total_row", "", ""])

    def test_people_and_things_named_total_stay(self):
        for row in (
            "Total Care Clinic,Pune,5",
            "Total,Pune,ram@example.com",
            "Summary,see notes,x",
            "Totally fine,,5",
            "Sumit,,5",
            "Suma,,5",
        ):
            with self.subTest(row):
                _table, rows = one(f"name,city,fee\nRam,Pune,98\n{row}\nB,Goa,1\n")
                self.assertEqual([item.excluded for item in rows], ["", "", ""])

    def test_header_again_in_the_middle(self):
        text = f"ID,Name,Phone\n{PATIENTS}id, Name ,PHONE\n4,Mita,98768\n"
        _table, rows = one(text)
        self.assertEqual(
            [row.excluded for row in rows], ["", "", "", "repeated_header", ""]
        )
        self.assertEqual(rows[3].line, 5)

    def test_a_header_that_comes_again_is_still_the_header(self):
        words = "Particulars,Customer,Side,Mode,Shade"
        lines = [f"Crown,Asha {chr(65 + n)},Left,Cash,A{n % 3}" for n in range(12)]
        table, rows = one("\n".join([words, *lines, words, *lines]))
        self.assertEqual(tuple(table.header), tuple(words.split(",")))
        self.assertEqual([r.line for r in rows if r.excluded], [14])

    def test_remark_after_the_last_row(self):
        text = f"id,name,phone\n{PATIENTS}\nPrinted by admin on 5 March\n"
        _table, rows = one(text)
        self.assertEqual([row.excluded for row in rows], ["", "", "", "footer_note"])

    def test_single_cell_in_the_middle_is_data(self):
        text = f"id,name,phone\n{PATIENTS}\n4\n5,Mita,98768\n"
        _table, rows = one(text)
        self.assertEqual({row.excluded for row in rows}, {""})


class TestSeveralTables(TestCase):
    appointments = "Date,Patient,Doctor,Fee\n2024-03-05,Ram,Dr. A,500\n"

    def test_second_table_of_another_shape(self):
        found = read(f"id,name,phone\n{PATIENTS}\n\n{self.appointments}")
        self.assertEqual([table.name for table, _rows in found], ["", "table 2"])
        table, rows = found[1]
        self.assertEqual(table.header, ("Date", "Patient", "Doctor", "Fee"))
        self.assertEqual((table.header_line, lines(rows)), (7, [8]))
        self.assertEqual(len(found[0][1]), 3)

    def test_title_of_the_second_table(self):
        found = read(f"id,name,phone\n{PATIENTS}\nVisits\n{self.appointments}")
        self.assertEqual(found[1][0].preamble, ((6, "Visits"),))
        self.assertEqual(len(found[0][1]), 3)

    def test_second_table_of_the_same_width(self):
        found = read(
            f"id,name,phone\n{PATIENTS}\nDate,Patient,Fee\n2024-03-05,Ram,500\n"
        )
        self.assertEqual([len(rows) for _table, rows in found], [3, 1])

    def test_small_first_table_before_a_wide_one(self):
        many = "".join(
            f"2024-03-{i:02d},Ram,Dr. A,500,Paid,Cash\n" for i in range(1, 29)
        )
        text = (
            "Code,Doctor\nD1,Dr. A\nD2,Dr. B\nD3,Dr. C\nD4,Dr. D\nD5,Dr. E\n\n"
            f"Date,Patient,Doctor,Fee,Status,Mode\n{many}"
        )
        found = read(text)
        self.assertEqual([len(rows) for _table, rows in found], [5, 28])

    def test_a_wide_remark_below_a_small_table_leaves_it_a_table(self):
        for remark in ("Printed by,Sheela,on,1/1/24,at,10:00", ",,,,,,,,,,,,,note"):
            _table, rows = one(f"id,name\n1,A\n2,B\n\n\n{remark}\n")
            self.assertEqual(values(rows)[:2], [["1", "A"], ["2", "B"]])

    def test_a_cell_far_away_makes_no_header_and_no_columns(self):
        far = "," * 900 + "note"
        table, rows = one(f",,,,\n,,id,name\n,,1,A\n,,,\n{far}\n")
        self.assertEqual(table.header, ("id", "name"))
        self.assertEqual(values(rows)[0], ["1", "A"])

    def test_rows_nobody_asked_for_do_not_leak(self):
        import io

        from odoo.addons.pulse_migration.engine.readers import read_tables

        data = f"id,name,phone\n{PATIENTS}\n{self.appointments}".encode()
        headers = [table.header for table in read_tables(io.BytesIO(data), "x.csv")]
        self.assertEqual(len(headers), 2)

    def test_blank_row_between_rows_of_one_table(self):
        for text in (
            f"id,name,phone\n{PATIENTS}\n4,Mita,98768\n5,Rita,\n",
            "name,city\nRam,Pune\nSita,Goa\n\nGita,Delhi\nMita,Agra\n",
            "name,city,note\nRam,Pune,x\n\nGita,Delhi\nMita,Agra,y\n",
        ):
            with self.subTest(text):
                _table, rows = one(text)
                self.assertEqual({row.excluded for row in rows}, {""})
