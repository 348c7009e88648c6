"""The guided path of a topic: quoted passages in order, each with a line of the editor, with the way on."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exporters.addresses import date_of, of_target, short_name, unit_name
from build_scripts.exporters.page import block, text
from build_scripts.exporters.topic_index import PlacedStep, TopicIndex, around
from build_scripts.knowledge import Topic


def path(topic: Topic, made: TopicIndex) -> str:
    """The section of the path; "" when no step could be placed."""
    steps = made.steps[topic.id]
    if not steps:
        return ""
    lines = [
        '<section class="path" id="path" aria-label="Guided path">',
        '<p class="kicker">Guided path</p>',
        f"<h2>{text(topic.question or topic.label)}</h2>",
    ]
    if topic.intro:
        lines.append(f"<p>{text(topic.intro)}</p>")
    lines.append('<ol class="path">')
    for place in range(len(steps)):
        lines += _step(steps, place)
    return block([*lines, "</ol></section>"])


def _step(steps: tuple[PlacedStep, ...], place: int) -> Iterator[str]:
    """One step. `id="step-3"` is the address that the documents link to."""
    here = steps[place]
    before, exact, after = around(here.unit.text, here.target.start, here.target.end)
    language = here.document.value("language")
    told = f' lang="{text(language)}"' if language else ""
    yield f'<li id="step-{here.number}" value="{here.number}" tabindex="-1">'
    if here.step.remark:
        yield f'<p class="remark">{text(here.step.remark)}</p>'
    yield (
        f'<blockquote{told} dir="auto"><p>{text(before)}<span class="exact">{text(exact)}</span>{text(after)}</p>'
        "</blockquote>"
    )
    yield (
        f'<p class="source"><a href="{text(of_target(here.target, 1))}">{text(short_name(here.document))}, '
        f"{text(unit_name(here.target.unit))}</a> <span>{text(date_of(here.document))}</span></p>"
    )
    links = []
    if place > 0:
        links.append(f'<a rel="prev" href="#step-{steps[place - 1].number}">Previous</a>')
    if place + 1 < len(steps):
        links.append(f'<a rel="next" href="#step-{steps[place + 1].number}">Next</a>')
    else:
        links.append('<a href="#passages">All passages</a>')
    label = f"Step {here.number} of {steps[-1].number}"
    yield f'<nav class="steps" aria-label="{label}"><span>{label}</span> {" ".join(links)}</nav>'
    yield "</li>"
