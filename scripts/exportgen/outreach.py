"""Campaigns sent to patients and message threads with them."""

from datetime import date, timedelta
from itertools import count

from .dice import Dice
from .people import Person, iso

# name, channel, days before today, time. The clinic sends in the first days of a month
CAMPAIGNS = (
    ("Diwali dental check-up offer", "WhatsApp", 8, "10:00:00"),
    ("Free diabetes camp", "SMS", 6, "09:30:00"),
    ("Monsoon skin care", "E-mail", 11, "11:15:00"),
    ("Flu vaccination drive", "WhatsApp", 3, "10:00:00"),
    ("Senior citizens health camp", "SMS", 1, "08:45:00"),
    ("Homeopathy day talk", "E-mail", 2, "17:00:00"),
)
REACHED_SHARE = 0.07
STATUSES = ("Delivered",) * 6 + ("Read",) * 3 + ("Failed",)
THREAD_SHARE = 0.1
CHANNELS = ("WhatsApp", "WhatsApp", "SMS", "Web chat")
ANSWERS = (
    "YES",
    "Ok, thank you doctor",
    "Can I come half an hour later?",
    "Please cancel, I am out of town",
    "कल सुबह आ सकते हैं क्या?",
    "Thank you 🙏",
)
REPLIES = (
    "Noted. Please bring:\n- your last reports\n- a list of your medicines",
    "Thank you, see you soon.",
    "The front desk will call you shortly.",
)


class Outreach:
    """Makes campaign touches and threads; message numbers run on."""

    def __init__(self, today: int) -> None:
        self._today = today
        self._messages = count(1)
        self.campaigns = [_dated(today, number) for number in range(len(CAMPAIGNS))]

    def touches(self, person: Person, dice: Dice) -> list[dict[str, str]]:
        """One row for each campaign that reached this patient, after registration."""
        rows = []
        for campaign_id, name, channel, day, time in self.campaigns:
            if day <= person.created or not dice.chance(REACHED_SHARE):
                continue
            row = {
                "campaign_id": campaign_id,
                "name": name,
                "patient_id": person.patient_id,
                "channel": channel,
                "sent_at": f"{iso(day)} {time}",
                "status": dice.pick(STATUSES),
            }
            rows.append(row)
        return rows

    def thread(
        self, person: Person, visits: list[dict[str, str]], dice: Dice
    ) -> list[dict[str, str]]:
        """A conversation about one visit, the evening before it; empty for most."""
        first, last = iso(person.created), iso(self._today)
        visits = [row for row in visits if first < row["appointment_date"] <= last]
        if not visits or not dice.chance(THREAD_SHARE):
            return []
        visit = dice.pick(visits)
        day = date.fromisoformat(visit["appointment_date"]) - timedelta(days=1)
        reminder = (
            f"Hello {person.row['name']}, this is a reminder of your visit with "
            f"{visit['physician']} on {visit['appointment_date']} at "
            f"{visit['appointment_time']}. Reply YES to confirm."
        )
        bodies = [reminder, dice.pick(ANSWERS), dice.pick(REPLIES), dice.pick(ANSWERS)]
        channel, minute, rows = dice.pick(CHANNELS), 16 * 60 + dice.below(60), []
        for step in range(dice.between(1, 4)):
            row = {
                "message_id": f"MSG-{next(self._messages):07d}",
                "thread_id": f"TH-{person.patient_id}",
                "patient_id": person.patient_id,
                "appointment_id": visit["appointment_id"],
                "sent_at": f"{day} {minute // 60:02d}:{minute % 60:02d}:00",
                "direction": "Inbound" if step % 2 else "Outbound",
                "channel": channel,
                "body": bodies[step],
            }
            rows.append(row)
            minute += dice.between(3, 40)
        return rows


def _dated(today: int, number: int) -> tuple[str, str, str, int, str]:
    """A campaign with its day: early in one of the months before ``today``."""
    name, channel, months, time = CAMPAIGNS[number]
    here = date.fromordinal(today)
    place = here.year * 12 + here.month - 1 - months
    day = date(place // 12, place % 12 + 1, 3 + number)
    return f"CMP-{number + 1:03d}", name, channel, day.toordinal(), time
