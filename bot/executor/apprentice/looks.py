"""How a tool's work looks: its type, its name, its body and colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from bot.executor.apprentice.lexicon import Kind, Lexicon, Shape, Tint
from bot.executor.apprentice.wish import Wish
from bot.values import JsonObject

_PLAIN_COLOR = "#c8b8a0"
_DEFAULTS = {
    Kind.SPAN: "bridge",
    Kind.CLIMB: "rope",
    Kind.FILL: "ramp",
    Kind.FREEZE: "bridge",
}
_MATERIALS = {Kind.FREEZE: "ice", Kind.FILL: "sand"}
_TINTS = {
    Kind.FREEZE: "ice",
    Kind.BURN: "fire",
    Kind.WET: "water",
    Kind.BLOW: "wind",
    Kind.GROW: "vine",
    Kind.LIGHT: "light",
    Kind.DARK: "shadow",
    Kind.FILL: "sand",
    Kind.REVEAL: "crystal",
    Kind.UNLOCK: "gold",
    Kind.SPARKS: "gold",
    Kind.ADORN: "vine",
    Kind.BIND: "web",
    Kind.DISTRACT: "gold",
    Kind.SHIELD: "light",
}
_VOWELS = (*"aeiou", "hour", "honest")
_NO_VOWELS = ("uni", "use", "usual", "utensil", "eu", "ukulele", "one")
"""How words begin that sound so, whatever the letter: "an hour", but "a unicorn"."""
_OF_ITSELF = {
    "beanstalk": "beanstalk, a vine",
    "grappling hook": "grappling hook of iron on a rope",
    "zipline": "zipline, a rope of iron",
    "chain": "chain of iron, not of rope",
}
"""What goes without saying about a shape's material."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A thing's type and name, and the visual config the host is given."""

    type: str
    name: str
    config: JsonObject


def look_of_way(wish: Wish, kind: Kind, lexicon: Lexicon) -> Look:
    """What a way across looks like: "a light bridge", "a rope ladder", "a grappling hook"."""
    named_shape = wish.shape if wish.shape != "wings" else ""
    shape = _named_shape(named_shape or _DEFAULTS[kind], lexicon)
    named = wish.material or _named(lexicon.materials, _MATERIALS.get(kind, ""))
    material = named or _named(lexicon.materials, shape.material)
    says_material = named is not None and named.name not in _OF_ITSELF.get(shape.name, shape.name)
    name = f"{named.name} {shape.name}" if named and says_material else shape.name
    return Look(
        type=name.replace(" ", "_"),
        name=name,
        config=_config(wish, name, shape.body, shape.size, material),
    )


def look_of_thing(
    wish: Wish, kind: Kind, name: str, lexicon: Lexicon, *, body: str = "sphere"
) -> Look:
    """What something that merely appears looks like; one cannot get across by it."""
    material = wish.material or _named(lexicon.materials, _TINTS.get(kind, ""))
    config = _config(wish, name, body, (0.6, 0.6, 0.6), material)
    return Look(type=name.replace(" ", "_"), name=name, config={**config, "spans": False})


def tint_of(wish: Wish, kind: Kind, lexicon: Lexicon) -> JsonObject:
    """The recolouring an effect of that kind gives a landmark; empty where it gives none."""
    tint = wish.color or _named(lexicon.materials, _TINTS.get(kind, ""))
    if tint is None:
        return {}
    glow: JsonObject = {"emissive_color_hex": tint.color, "emissive_intensity": 0.8}
    return {"new_color_hex": tint.color, **(glow if tint.glows else {})}


def with_article(name: str) -> str:
    """The name with "A" or "An" before it, or without where it is several things."""
    if name.endswith("s") and not name.endswith("ss") and " of " not in name:
        return name[:1].upper() + name[1:]
    word = name.casefold()
    is_vowel = word.startswith(_VOWELS) and not word.startswith(_NO_VOWELS)
    return f"{'An' if is_vowel else 'A'} {name}"


def _config(
    wish: Wish, name: str, body: str, size: tuple[float, ...], material: Tint | None
) -> JsonObject:
    width, height, depth = size
    tint = wish.color or material
    paint: JsonObject = {"base_color_hex": tint.color if tint else _PLAIN_COLOR}
    if material and material.glows:
        paint |= {"emissive_color_hex": str(paint["base_color_hex"]), "emissive_intensity": 0.9}
    measures = {"width": width, "height": height, "depth": depth}
    if body == "sphere":
        measures = {"radius": width / 2}
    elif body == "cylinder":
        measures = {"radius": width / 2, "height": max(height, depth)}
    return {
        "display_name": name,
        "geometry_config": {"type": body, "parameters": cast(JsonObject, measures)},
        "material_config": paint,
    }


def _named_shape(name: str, lexicon: Lexicon) -> Shape:
    return next(shape for shape in lexicon.shapes if shape.name == name)


def _named(tints: tuple[Tint, ...], name: str) -> Tint | None:
    return next((tint for tint in tints if tint.name == name), None)
