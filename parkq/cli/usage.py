"""What is wrong with a command line, in parkq's words: typer only says it in English."""

import re

import typer

from parkq.locale import Message, Text

_SAYS = (
    (r"no such option: (?P<option>.+)", Message("no such option: {option}")),
    (r"no such command (?P<command>.+)", Message("no such command {command}")),
    (r"missing argument '(?P<argument>[^']+)'", Message("missing argument {argument!r}")),
    (
        r"missing argument '(?P<argument>[^']+)'. Choose from: (?P<choices>.+)",
        Message("missing argument {argument!r}. Choose from: {choices}"),
    ),
    (
        r"got unexpected extra argument\(s\) \((?P<arguments>.+)\)",
        Message("got unexpected extra argument(s) ({arguments})"),
    ),
    (
        r"option (?P<option>.+) requires an argument",
        Message("option {option} requires an argument"),
    ),
    (
        r"option (?P<option>.+) does not take a value",
        Message("option {option} does not take a value"),
    ),
    (
        r"invalid value for '(?P<argument>[^'-]+)': (?P<fault>.+)",
        Message("invalid value for {argument!r}: {fault}"),
    ),
    (
        r"invalid value for (?P<option>[^:(]+): (?P<fault>.+)",
        Message("invalid value for {option}: {fault}"),
    ),
    (
        r"invalid value for (?P<option>.+) \(env var: '(?P<variable>\w+)'\): (?P<fault>.+)",
        Message("invalid value for {option} (env var: {variable!r}): {fault}"),
    ),
    (
        r"(?P<value>'.*') is not one of (?P<choices>.+)",
        Message("{value} is not one of {choices}"),
    ),
    (r"invalid value: (?P<fault>.+)", Message("invalid value: {fault}")),
    (r"(?P<value>'.*') is not a valid (?P<kind>.+)", Message("{value} is not a valid {kind}")),
    (
        r"(?P<value>\S+) is not in the range (?P<range>.+)",
        Message("{value} is not in the range {range}"),
    ),
)
"""Typer's sentences, and the messages that they are."""


def fault_of(error: typer.TyperException) -> Text:
    """What an error of typer says, with the nearest right word behind it."""
    message = " ".join(error.format_message().split()).rstrip(".")
    possible = getattr(error, "possibilities", None)
    if possible:
        return _with_nearest(error.args[0].rstrip("."), possible[0])
    if near := _nearest_choice(error):
        return _with_nearest(message.partition(" is not one of ")[0], near)
    said, suggests, near = message.partition(". Did you mean ")
    return _with_nearest(said, near.rstrip("?")) if suggests else _as_message(said)


def _with_nearest(text: str, near: str) -> Message:
    return Message("{message}; did you mean {word}?", message=_as_message(text), word=near)


def _as_message(text: str) -> Text:
    """The message that a sentence of typer is; the sentence where parkq does not know it."""
    text = text[:1].lower() + text[1:]
    for pattern, message in _SAYS:
        if found := re.fullmatch(pattern, text):
            places = found.groupdict()
            words = {name: Message(places[name]) for name in ("argument", "kind") if name in places}
            faults = {"fault": _as_message(places["fault"])} if "fault" in places else {}
            return Message(message.text, **places | words | faults)
    return text


def _nearest_choice(error: typer.TyperException) -> str | None:
    """The word that a value was likely meant to be, where it had to be one of some."""
    choices = getattr(getattr(getattr(error, "param", None), "type", None), "choices", None)
    _, quote, value = getattr(error, "message", "").partition("'")
    if not (choices and quote):
        return None
    from parkq.names.folding import closest

    return closest(value.partition("' is not one of ")[0], choices)
