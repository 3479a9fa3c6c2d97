"""What is put before a function's source, in the sandbox's dialect, for what the dialect lacks.

Each piece is taken in only where the source needs it. Names begin with `_orb_`, but for those that
a function may use without importing them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

ASK = "host API"
"""The name of the one call to the host: no name of Python's, so that no source can make it."""

# Only text crosses to the host: to build a dict there out of keys chosen to collide would hold up
# its event loop for minutes. An f-string is a text whatever the function puts in its way.
_BORDER = """\
import json as _orb_json
def _orb_key(key):
    if key is None or isinstance(key, (str, int, float)):
        return key
    raise ValueError('a key of type ' + type(key).__name__ + ' is not plain JSON; use texts')
def _orb_plain(value):
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, dict):
        return {_orb_key(key): _orb_plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_orb_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted([_orb_plain(item) for item in value], key=_orb_json.dumps)
    if isinstance(value, bytes):
        return value.decode()
    if hasattr(value, 'isoformat') or type(value).__name__ in ('date', 'datetime', 'time'):
        return value.isoformat()
    raise ValueError('a value of type ' + type(value).__name__ + ' is not plain JSON')
def _orb_text(value):
    try:
        return _orb_json.dumps(value)
    except TypeError:
        return _orb_json.dumps(_orb_plain(value))
def _orb_api(ask, name):
    def call(*args, **options):
        if options or len(args) != 1 or not isinstance(args[0], dict):
            raise TypeError("call it with one dict: external_apis['" + name + "']({'key': value})")
        return ask(name, f'{_orb_text(args[0])}')
    return call
def _orb_result(value):
    if isinstance(value, str):
        return 'text:' + value
    if isinstance(value, (dict, list)):
        return 'json:' + _orb_text(value)
    return 'type:' + type(value).__name__
external_apis = {name: _orb_api(_orb_ask, name) for name in _orb_names}
_orb_ask = None
"""

_UUID = """\
class _orb_UUID:
    def __init__(self, hex=None, int=None):
        if hex is not None:
            hex = str(hex).replace('urn:uuid:', '').replace('-', '').strip('{}').lower()
            if len(hex) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = _orb_int(hex, 16)
        self.int = int
        self.hex = '%032x' % int
    def __str__(self):
        h = self.hex
        return h[:8] + '-' + h[8:12] + '-' + h[12:16] + '-' + h[16:20] + '-' + h[20:]
    def __repr__(self):
        return "UUID('" + str(self) + "')"
    def __eq__(self, other):
        return str(self) == str(other)
    def __hash__(self):
        return hash(self.int)
def _orb_uuid4():
    number = _orb_dice.getrandbits(128)
    number = number & ~(0xF000 << 64) & ~(0xC000 << 48)
    return _orb_UUID(int=number | (4 << 76) | (0x8000 << 48))
def _orb_uuid5(namespace, name):
    digest = _orb_hashlib.sha1((str(namespace) + str(name)).encode()).hexdigest()
    return _orb_UUID(hex=digest[:12] + '5' + digest[13:16] + '8' + digest[17:32])
class _orb_uuid_module:
    def __init__(self):
        self.UUID = _orb_UUID
        self.uuid4 = _orb_uuid4
        self.uuid1 = _orb_uuid4
        self.uuid5 = _orb_uuid5
        self.uuid3 = _orb_uuid5
        self.NAMESPACE_DNS = _orb_UUID(hex='6ba7b8109dad11d180b400c04fd430c8')
        self.NAMESPACE_URL = _orb_UUID(hex='6ba7b8119dad11d180b400c04fd430c8')
_orb_uuid = _orb_uuid_module()
"""

_STRING = """\
class _orb_string_module:
    def __init__(self):
        self.ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
        self.ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
        self.ascii_letters = self.ascii_lowercase + self.ascii_uppercase
        self.digits = '0123456789'
        self.hexdigits = '0123456789abcdefABCDEF'
        self.punctuation = '!"#$%&\\'()*+,-./:;<=>?@[\\\\]^_`{|}~'
        self.whitespace = ' \\t\\n\\r\\x0b\\x0c'
        self.capwords = lambda text: ' '.join([word.capitalize() for word in text.split()])
_orb_string = _orb_string_module()
"""

_OPERATOR = """\
def _orb_itemgetter(*keys):
    if len(keys) == 1:
        return lambda value: value[keys[0]]
    return lambda value: tuple([value[key] for key in keys])
class _orb_operator_module:
    def __init__(self):
        self.itemgetter = _orb_itemgetter
        self.attrgetter = lambda name: lambda value: getattr(value, name)
        self.add = lambda a, b: a + b
        self.sub = lambda a, b: a - b
        self.mul = lambda a, b: a * b
        self.truediv = lambda a, b: a / b
        self.eq = lambda a, b: a == b
        self.ne = lambda a, b: a != b
        self.lt = lambda a, b: a < b
        self.le = lambda a, b: a <= b
        self.gt = lambda a, b: a > b
        self.ge = lambda a, b: a >= b
        self.neg = lambda a: -a
        self.not_ = lambda a: not a
_orb_operator = _orb_operator_module()
"""

_SECRETS = """\
class _orb_secrets_module:
    def __init__(self):
        self.token_hex = lambda size=32: '%0*x' % (size * 2, _orb_dice.getrandbits(size * 8))
        self.token_urlsafe = lambda size=32: '%x' % _orb_dice.getrandbits(size * 6)
        self.randbelow = lambda end: _orb_dice.randrange(end)
        self.choice = lambda items: _orb_dice.choice(items)
_orb_secrets = _orb_secrets_module()
"""

_STATISTICS = """\
def _orb_mean(values):
    values = list(values)
    if not values:
        raise ValueError('mean requires at least one data point')
    return sum(values) / len(values)
def _orb_median(values):
    values = sorted(values)
    if not values:
        raise ValueError('no median for empty data')
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
def _orb_mode(values):
    values = list(values)
    return max(values, key=lambda value: values.count(value))
class _orb_statistics_module:
    def __init__(self):
        self.mean = _orb_mean
        self.fmean = _orb_mean
        self.median = _orb_median
        self.mode = _orb_mode
_orb_statistics = _orb_statistics_module()
"""

_DUMPS = """\
def _orb_json_ready(value, default):
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, dict):
        return {key: _orb_json_ready(item, default) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_orb_json_ready(item, default) for item in value]
    return _orb_json_ready(default(value), default)
def _orb_dumps(value, default=None, **options):
    if default is not None:
        value = _orb_json_ready(value, default)
    return _orb_json.dumps(value, **options)
"""

_SUB = """\
def _orb_sub(pattern, replacement, text, count=0, flags=0):
    if isinstance(replacement, str):
        return _orb_re.sub(pattern, replacement, text, count, flags)
    parts, start, done = [], 0, 0
    for match in _orb_re.finditer(pattern, text, flags):
        if count and done >= count:
            break
        parts.append(text[start:match.start()])
        parts.append(replacement(match))
        start, done = match.end(), done + 1
    return ''.join(parts) + text[start:]
"""

_CALLABLE = """\
def callable(value):
    kind = type(value).__name__
    if kind in ('function', 'builtin_function_or_method', 'type', 'method', 'partial'):
        return True
    return hasattr(value, '__call__')
"""

_GLOBALS = """\
def globals():
    return {'external_apis': external_apis, 'params': params, 'json': _orb_json, 'uuid': _orb_uuid}
"""

_PIECES: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "_orb_dice": ("import random as _orb_random\n_orb_dice = _orb_random.Random()\n", ()),
        "_orb_timezone": ("from datetime import timezone as _orb_timezone\n", ()),
        "_orb_re": ("import re as _orb_re\n", ()),
        "_orb_uuid": (
            "import hashlib as _orb_hashlib\n_orb_int = int\n" + _UUID,
            ("_orb_dice",),
        ),
        "_orb_string": (_STRING, ()),
        "_orb_operator": (_OPERATOR, ()),
        "_orb_secrets": (_SECRETS, ("_orb_dice",)),
        "_orb_statistics": (_STATISTICS, ()),
        "_orb_dumps": (_DUMPS, ()),
        "_orb_sub": (_SUB, ("_orb_re",)),
        "uuid": ("uuid = _orb_uuid\n", ("_orb_uuid",)),
        "callable": (_CALLABLE, ()),
        "globals": (_GLOBALS, ("_orb_uuid",)),
        "vars": ("def vars():\n    return {}\n", ()),
        "ascii": ("def ascii(value):\n    return repr(value)\n", ()),
        "IOError": ("IOError = OSError\n", ()),
        "EnvironmentError": ("EnvironmentError = OSError\n", ()),
        "ConnectionError": ("ConnectionError = OSError\n", ()),
        "UnicodeError": ("UnicodeError = ValueError\n", ()),
        "OrderedDict": ("OrderedDict = dict\n", ()),
        "json": ("import json\n", ()),
        "random": ("import random\n", ()),
        "math": ("import math\n", ()),
        "re": ("import re\n", ()),
        "time": ("import time\n", ()),
        "itertools": ("import itertools\n", ()),
        "functools": ("import functools\n", ()),
        "collections": ("import collections\n", ()),
        "copy": ("import copy\n", ()),
        "datetime": ("import datetime\n", ()),
        "timedelta": ("from datetime import timedelta\n", ()),
        "timezone": ("from datetime import timezone\n", ()),
        "defaultdict": ("from collections import defaultdict\n", ()),
        "Counter": ("from collections import Counter\n", ()),
        "deque": ("from collections import deque\n", ()),
        "dataclass": ("from dataclasses import dataclass\n", ()),
        "Any": ("from typing import Any\n", ()),
        "Dict": ("from typing import Dict\n", ()),
        "List": ("from typing import List\n", ()),
        "Optional": ("from typing import Optional\n", ()),
    }
)
_CLASS_OF_THE_SAME_NAME = "from datetime import datetime\n"

BRIDGED_MODULES = frozenset({"uuid", "string", "operator", "secrets", "statistics"})
"""The modules the sandbox has not, for which a stand-in is put before the source."""

ALWAYS_THERE = frozenset(name for name in _PIECES if not name.startswith("_orb_"))
"""The names a function may use without importing or defining them."""


def prelude(names: Iterable[str], *, datetime_class: bool) -> str:
    """The pieces that bring `names`, in an order in which each finds what it needs.

    `datetime_class` says that a bare `datetime` means the class, not the module.
    """
    wanted: dict[str, None] = {}
    for name in sorted(set(names) & _PIECES.keys()):
        for needed in _PIECES[name][1]:
            wanted.update(dict.fromkeys((*_PIECES[needed][1], needed)))
        wanted[name] = None
    return _BORDER + "".join(
        _CLASS_OF_THE_SAME_NAME if name == "datetime" and datetime_class else _PIECES[name][0]
        for name in wanted
    )
