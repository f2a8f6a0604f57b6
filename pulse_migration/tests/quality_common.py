"""Exports with something wrong in them, staged and not confirmed."""

from .common import PulseCase


def patient(number, name, **more):
    """A patient whom somebody can reach, unless told otherwise."""
    return {
        "patient_id": number,
        "name": name,
        "email": f"{number}@example.com".lower(),
        **more,
    }


class QualityCase(PulseCase):
    def stage(self, **tables):
        """Receive and stage; return the run, nothing of which was confirmed."""
        run = self.migration._open_run()
        run._receive_path(self.export(**tables))
        run.action_stage()
        self.assertFalse(any(run.file_ids.mapped("is_confirmed")))
        return run

    def saying(self, run, code):
        """Return {id: (severity, column)} of the rows that say a code."""
        return {
            row.external_id: (issue[2], issue[1])
            for row in self.rows(run)
            for issue in row.issues or ()
            if issue[0] == code
        }

    def codes(self, run):
        return set(run.issue_ids.mapped("code"))
