"""How long a wish is to last, read from its words."""

from __future__ import annotations

LONGEST = 3600.0
"""No tool lasts longer than this many seconds."""

MOST_USES = 20
"""A count beyond this is taken for another number."""

_TIMES = frozenset({"times", "uses", "mal", "fois", "veces", "раз", "раза"})
_THRICE = frozenset({"thrice", "dreimal", "трижды"})
_UNITS = {
    **dict.fromkeys(("sec", "secs", "second", "seconds", "сек", "секунда", "секунду"), 1.0),
    **dict.fromkeys(("секунды", "секунд", "sekunde", "sekunden", "seconde", "secondes"), 1.0),
    **dict.fromkeys(("segundo", "segundos", "s", "\u0441"), 1.0),
    **dict.fromkeys(("min", "mins", "minute", "minutes", "minuten", "minuto", "minutos"), 60.0),
    **dict.fromkeys(("мин", "минута", "минуту", "минуты", "минут"), 60.0),
    **dict.fromkeys(
        ("hour", "hours", "hr", "hrs", "stunde", "stunden", "heure", "heures", "hora"), 3600.0
    ),
    **dict.fromkeys(("horas", "час", "часа", "часов", "h", "ч"), 3600.0),
}
_SHORT = frozenset({"s", "\u0441", "h", "ч"})
_HALVES = {"полминуты": 30.0, "полчаса": 1800.0}
_HALF = frozenset({"half", "halbe", "halben", "demi", "demie", "medio", "media", "пол"})
_ARTICLES = frozenset({"a", "an", "eine", "einer", "une", "un", "una", "one"})
_ANDS = frozenset({"and", "und", "et", "y", "и"})
_TENS = frozenset({20.0, 30.0, 40.0, 50.0, 60.0, 90.0})
_NUMBERS = {
    **dict.fromkeys(("one", "ein", "один", "одну", "одна", "uno"), 1.0),
    **dict.fromkeys(("two", "zwei", "deux", "dos", "два", "две"), 2.0),
    **dict.fromkeys(("three", "drei", "trois", "tres", "три"), 3.0),
    **dict.fromkeys(("four", "vier", "quatre", "cuatro", "четыре"), 4.0),
    **dict.fromkeys(("five", "fünf", "cinq", "cinco", "пять"), 5.0),
    **dict.fromkeys(("six", "sechs", "seis", "шесть"), 6.0),
    **dict.fromkeys(("seven", "sieben", "sept", "siete", "семь"), 7.0),
    **dict.fromkeys(("eight", "acht", "huit", "ocho", "восемь"), 8.0),
    **dict.fromkeys(("nine", "neun", "neuf", "nueve", "девять"), 9.0),
    **dict.fromkeys(("ten", "zehn", "dix", "diez", "десять"), 10.0),
    **dict.fromkeys(("fifteen", "fünfzehn", "quinze", "quince", "пятнадцать"), 15.0),
    **dict.fromkeys(("twenty", "zwanzig", "vingt", "veinte", "двадцать"), 20.0),
    **dict.fromkeys(("thirty", "dreißig", "dreissig", "trente", "treinta", "тридцать"), 30.0),
    **dict.fromkeys(("forty", "vierzig", "quarante", "cuarenta", "сорок"), 40.0),
    **dict.fromkeys(("fifty", "fünfzig", "cinquante", "cincuenta", "пятьдесят"), 50.0),
    **dict.fromkeys(("sixty", "sechzig", "soixante", "sesenta", "шестьдесят"), 60.0),
    **dict.fromkeys(("ninety", "neunzig", "noventa", "девяносто"), 90.0),
}


def seconds_in(tokens: list[str]) -> float | None:
    """The first time span the tokens name, in seconds from 1 to `LONGEST`; None without one.

    "1 minute 30 seconds" counts as one span.
    """
    total, last = 0.0, None
    for index, token in enumerate(tokens):
        span = _HALVES.get(token) or _span(tokens, index)
        if span is None:
            continue
        if last is not None and index - last > 3:
            break
        total, last = total + span, index
    return min(max(total, 1.0), LONGEST) if last is not None else None


def uses_in(tokens: list[str]) -> int | None:
    """How often a thing is to work: the number before "times" or the like, 1 to 20."""
    for index, token in enumerate(tokens):
        if index and token in _TIMES:
            number = _number(tokens[index - 1])
            if number is not None and 1 <= number <= MOST_USES:
                return int(number)
        if token in _THRICE:
            return 3
    return None


def hours_in(tokens: list[str]) -> int | None:
    """The greatest number of hours that is named; None where there is none above one."""
    counts = [
        number
        for index, token in enumerate(tokens)
        if index
        and _UNITS.get(token) == 3600.0
        and (number := _number(tokens[index - 1])) is not None
        and number > 1
    ]
    return int(max(counts)) if counts else None


def _span(tokens: list[str], index: int) -> float | None:
    unit = _UNITS.get(tokens[index])
    if unit is None:
        return None
    amount = _amount(tokens[max(0, index - 5) : index])
    if amount is None or (tokens[index] in _SHORT and not tokens[index - 1][0].isdigit()):
        return None
    follows = tokens[index + 1 : index + 4]
    is_and_a_half = bool(follows) and follows[0] in _ANDS and bool(_HALF & set(follows[1:]))
    return (amount + 0.5 if is_and_a_half else amount) * unit


def _amount(before: list[str]) -> float | None:
    words = ["", "", "", *(word for word in before if word not in _ANDS)]
    first, second, last = words[-3:]
    if last in _HALF:
        return 0.5 + ((_number(first) or 0.0) if second in _ARTICLES else 0.0)
    if last in _ARTICLES:
        return 0.5 if second in _HALF else 1.0
    number, tens = _number(last), _number(second)
    is_compound = number is not None and tens in _TENS and number < 10
    return (number or 0.0) + (tens or 0.0) if is_compound else number


def _number(word: str) -> float | None:
    if word[:1].isdigit():
        try:
            return float(word.replace(",", "."))
        except ValueError:
            return None
    return _NUMBERS.get(word)
