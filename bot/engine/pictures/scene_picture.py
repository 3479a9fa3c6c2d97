"""A place as a picture: its ground, what stands on it, who is there, and all their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.engine.pictures.atmosphere import lit
from bot.engine.pictures.camera import FINE, HEIGHT, Camera, Pixel, camera_for
from bot.engine.pictures.canvas import Canvas, between
from bot.engine.pictures.ground import paint_ground
from bot.engine.pictures.icons import icon
from bot.engine.pictures.labels import Box, Label, placed, write_labels
from bot.engine.pictures.landmarks import GOLD, paint_landmark
from bot.engine.pictures.lettering import Lettered, lettered
from bot.engine.pictures.plainly import elided
from bot.engine.pictures.plate import Plate, png_of
from bot.engine.pictures.souls import TALL, paint_soul
from bot.engine.pictures.spans import paint_apparition, paint_way
from bot.engine.pictures.stage import Doorway, Figure, Solid, Span, Stage
from bot.engine.pictures.tints import Rgb, legible
from bot.engine.pictures.weather import paint_weather

_NAME: Rgb = (232, 234, 240)
_OPEN: Rgb = (150, 226, 150)
_SEALED: Rgb = (240, 170, 96)
_QUIET: Rgb = (178, 184, 200)
_OWN_LIGHT: Rgb = (255, 226, 180)
_MOST_DOORWAYS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at a pixel."""

    shape: Lettered
    at: tuple[int, int]
    tint: Rgb

    @property
    def box(self) -> Box:
        """What it covers."""
        (x, y), (wide, high) = self.at, self.shape.size
        return (x - 4, y - 2, x + wide + 4, y + high + 2)


def picture_of(stage: Stage) -> bytes:
    """The PNG of a stage: the same bytes for the same stage."""
    camera = camera_for(stage)
    canvas = Canvas(camera, stage.background)
    paint_ground(canvas, stage)
    _paint_things(canvas, stage)
    image = lit(canvas.image.reduce(FINE), canvas.lamps, stage.light, stage.weather)
    lines = [*_title(stage), *_doorways(stage.doorways)]
    kept = [line.box for line in lines]
    labels = placed(_labels(camera, stage), _bodies(camera, stage), kept)

    def write(plate: Plate, share: float) -> None:
        paint_weather(plate, stage.weather)
        for line in lines:
            plate.write(line.shape, line.at, line.tint)
        write_labels(plate, labels, share)

    return png_of(image, write)


def _paint_things(canvas: Canvas, stage: Stage) -> None:
    """What lies on the ground first, then what stands, from the back to the front."""
    for span in stage.spans:
        if span.start is not None:
            paint_way(canvas, span)
    standing: list[tuple[float, int, Callable[[], None]]] = []

    def stand(depth: float, painter: Callable[[], None]) -> None:
        standing.append((depth, len(standing), painter))

    for solid in stage.solids:
        stand(sum(solid.spot), lambda one=solid: paint_landmark(canvas, one))
    for span in stage.spans:
        if span.start is None:
            stand(sum(span.end) + 1.2, lambda one=span: paint_apparition(canvas, one))
    for figure in stage.figures:
        if figure.is_viewer and stage.light:
            # Who looks carries a little light: one finds oneself in the dark.
            at = canvas.camera.at(figure.spot, 0.6)
            canvas.shine(at, canvas.camera.scale * 2.4, _OWN_LIGHT, 0.3)
        stand(sum(figure.spot), lambda one=figure: paint_soul(canvas, one))
    for _, _, painter in sorted(standing, key=lambda one: one[:2]):
        painter()


def _title(stage: Stage) -> list[Line]:
    shape = lettered(elided(stage.title, 40), 20)
    found = [Line(shape, (14, 9), (250, 246, 232))]
    under = ", ".join(word for word in (stage.light, stage.weather) if word)
    if under:
        at = (15, 7 + shape.size[1])
        found.append(Line(lettered(elided(under, 60), 12), at, _QUIET))
    return found


def _doorways(doorways: tuple[Doorway, ...]) -> list[Line]:
    """Ways out that nothing in the place stands for, listed in the lower left corner."""
    found: list[Line] = []
    for index, one in enumerate(doorways[:_MOST_DOORWAYS]):
        y = HEIGHT - 26 - 18 * index
        sign, tint = ("arrow", _OPEN) if one.is_open else ("lock", _SEALED)
        found.append(Line(icon(sign, 14), (10, y + 2), tint))
        found.append(Line(lettered(elided(one.leads_to or one.name, 30), 12), (26, y), _NAME))
    return found


def _labels(camera: Camera, stage: Stage) -> list[Label]:
    return [
        *(_solid_label(camera, solid) for solid in stage.solids),
        *(_figure_label(camera, figure) for figure in stage.figures),
        *(_span_label(camera, span) for span in stage.spans),
    ]


def _solid_label(camera: Camera, solid: Solid) -> Label:
    rank = 0 if solid.is_focus else 2 if solid.way else 4
    tint = GOLD if solid.is_focus else legible(solid.glow) if solid.glow else _NAME
    lift = solid.lift + solid.size[1] + (0.35 if solid.make == "door" else 0.0)
    if solid.glow and solid.shape == "cylinder":
        lift += 0.9
    if solid.make == "chasm":
        lift = 0.0
    # A box is highest at the corner farthest off, a cylinder at the back of its rim.
    off = 0.0 if solid.shape == "sphere" else (solid.size[0] + solid.size[2]) / 4
    x, y = camera.at(solid.spot, lift)
    return Label(
        text=solid.name,
        top=_kept((x, y - off * camera.scale)),
        foot=_kept(
            camera.at((solid.spot[0] + solid.girth * 0.5, solid.spot[1] + solid.girth * 0.5))
        ),
        tint=tint,
        rank=rank,
        size=14 if solid.is_focus else 12,
        mark={"open": "arrow", "sealed": "lock"}.get(solid.way or ""),
        mark_tint=_OPEN if solid.way == "open" else _SEALED,
    )


def _figure_label(camera: Camera, figure: Figure) -> Label:
    return Label(
        text=figure.name,
        top=_kept(camera.at(figure.spot, TALL + 0.1)),
        foot=_kept(camera.at(figure.spot, -0.3)),
        tint=legible(figure.tint),
        rank=1 if figure.is_viewer else 3,
        size=13 if figure.is_viewer else 12,
    )


def _span_label(camera: Camera, span: Span) -> Label:
    spot, lift = span.end, 1.5
    if span.start is not None:
        spot = ((span.start[0] + span.end[0]) / 2, (span.start[1] + span.end[1]) / 2)
        lift = 1.3
    return Label(
        text=span.name,
        top=_kept(camera.at(spot, lift)),
        foot=_kept(camera.at(spot, -0.6)),
        tint=legible(span.glow or span.tint),
        rank=2,
    )


def _kept(fine: Pixel) -> Pixel:
    """A fine pixel as one of the picture."""
    return (fine[0] / FINE, fine[1] / FINE)


def _bodies(camera: Camera, stage: Stage) -> list[Box]:
    """What labels had better not cover."""
    found: list[Box] = []
    for solid in stage.solids:
        if solid.make != "chasm":
            off = (solid.size[0] + solid.size[2]) / 5 * camera.scale / FINE
            wide = max(solid.girth, 0.3) * camera.scale / FINE
            x, foot = _kept(camera.at(solid.spot, solid.lift))
            top = _kept(camera.at(solid.spot, solid.lift + solid.size[1]))[1]
            found.append((x - wide, top - off * 0.6, x + wide, foot + off * 0.6))
    for figure in stage.figures:
        x, foot = _kept(camera.at(figure.spot))
        tall = camera.paces(TALL) / FINE
        found.append((x - tall * 0.35, foot - tall * 1.2, x + tall * 0.35, foot))
    for span in stage.spans:
        start = span.start or span.end
        for share in (0.15, 0.3, 0.45, 0.6, 0.75, 0.9):
            x, y = _kept(camera.at(between(start, span.end, share), 0.3))
            found.append((x - 13, y - 9, x + 13, y + 9))
    return found
