"""Cities of India with state, PIN range and localities, and who lives there."""

from dataclasses import dataclass

from . import names


@dataclass(frozen=True)
class City:
    """``pin`` is the first PIN code of the city, ``pins`` how many follow it."""

    name: str
    state: str
    pin: int
    pins: int
    localities: tuple[str, ...]
    people: tuple[names.Region, ...]


def _city(name, state, pin, pins, localities, *people) -> City:
    return City(name, state, pin, pins, tuple(localities.split(", ")), people)


PUNE = _city(
    "Pune",
    "Maharashtra",
    411001,
    48,
    "Kothrud, Aundh, Baner, Hadapsar, Karve Nagar, Shivajinagar, Sadashiv Peth, "
    "Viman Nagar, Wakad, Bibwewadi, Dhankawadi, Camp",
    names.MARATHI,
    names.MARATHI,
    names.MARATHI,
    names.HINDI,
    names.GUJARATI,
    names.MALAYALI,
)
ELSEWHERE = (
    _city(
        "Mumbai",
        "Maharashtra",
        400001,
        100,
        "Dadar, Andheri East, Borivali West, Mulund, Chembur, Bandra West",
        names.MARATHI,
        names.GUJARATI,
        names.HINDI,
        names.TAMIL,
    ),
    _city(
        "Nashik",
        "Maharashtra",
        422001,
        13,
        "Gangapur Road, Indira Nagar, Panchavati, College Road",
        names.MARATHI,
    ),
    _city(
        "Ahmedabad",
        "Gujarat",
        380001,
        28,
        "Navrangpura, Maninagar, Satellite, Vastrapur, Paldi",
        names.GUJARATI,
    ),
    _city(
        "New Delhi",
        "Delhi",
        110001,
        96,
        "Karol Bagh, Lajpat Nagar, Dwarka, Rohini, Saket",
        names.HINDI,
        names.PUNJABI,
    ),
    _city(
        "Lucknow",
        "Uttar Pradesh",
        226001,
        29,
        "Gomti Nagar, Aliganj, Hazratganj, Indira Nagar",
        names.HINDI,
    ),
    _city(
        "Chandigarh",
        "Chandigarh",
        160001,
        60,
        "Sector 17, Sector 22, Sector 35, Manimajra",
        names.PUNJABI,
    ),
    _city(
        "Chennai",
        "Tamil Nadu",
        600001,
        120,
        "T. Nagar, Adyar, Mylapore, Velachery, Anna Nagar",
        names.TAMIL,
    ),
    _city(
        "Bengaluru",
        "Karnataka",
        560001,
        100,
        "Jayanagar, Malleshwaram, Indiranagar, Whitefield, HSR Layout",
        names.KANNADA,
        names.TAMIL,
        names.TELUGU,
    ),
    _city(
        "Kochi",
        "Kerala",
        682001,
        42,
        "Edappally, Kaloor, Fort Kochi, Vyttila",
        names.MALAYALI,
    ),
    _city(
        "Kolkata",
        "West Bengal",
        700001,
        120,
        "Salt Lake, Ballygunge, Behala, Gariahat",
        names.BENGALI,
    ),
    _city(
        "Hyderabad",
        "Telangana",
        500001,
        98,
        "Banjara Hills, Kukatpally, Ameerpet, Secunderabad",
        names.TELUGU,
    ),
)
BUILDINGS = (
    "Shanti Apartments",
    "Sai Krupa Society",
    "Green Park CHS",
    "Lotus Residency",
    "Ganesh Heights",
    "Silver Oak",
    "Gulmohar Enclave",
    "Trimurti Chambers",
)
LANDMARKS = (
    "Near Post Office",
    "Opp. City School",
    "Behind Bus Stand",
    "Near SBI ATM",
    "Opp. Hanuman Mandir",
    "Next to Water Tank",
)
