"""What may be typed at the cursor: commands, options, choices, and what the store names."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from io import StringIO
from typing import Any, NamedTuple

from parkq.candidates import Candidate, matching
from parkq.cli import application, bash, names, run
from parkq.cli.help import translated
from parkq.locale import say
from parkq.terminal import visible

Parameter = Any
"""Typer's own: an option or an argument of a command."""


def complete(asked: Sequence[str]) -> None:
    """Prints what may be typed, a line each, for the scripts of ``parkq completion``.

    Args:
        asked: ``bash``, the line up to the cursor and ``COMP_WORDBREAKS``; or the name of another
            shell and the words behind the program's name, the last one up to the cursor. These
            shells show a word's help, which follows it and a tab.
    """
    match asked:
        case "bash", text, breaks:
            typed = bash.parsed(text, breaks)
            found = [each.text for each in proposed([*typed.words[1:], typed.word])]
            shown = [each if each in _PATHS.values() else bash.put(each, typed) for each in found]
        case _, *line if line:
            shown = [f"{text}\t{visible(' '.join(told.split()))}" for text, told in proposed(line)]
        case _:
            shown = []
    sys.stdout.writelines(f"{each}\n" for each in shown if each)


def proposed(line: Sequence[str]) -> list[Candidate]:
    """What the last word of a line may become; nothing where parkq cannot tell.

    Where files or folders are meant, the one candidate is what `_PATHS` has for them.
    """
    *before, word = line
    number = next((n for n, each in enumerate(before) if not each.startswith("-")), None)
    if number is None:
        return matching((*_commands(), *_options(_group(names()).params)), word)
    name, before = before[number], before[number + 1 :]
    if name in names():
        return _of_command(name, before, word)
    return matching(_commands(), word) if name == "help" and not before else []


def _of_command(name: str, before: Sequence[str], word: str) -> list[Candidate]:
    parameters = _group([name]).commands[name].params
    if before[-1:] == ["--columns"]:
        return _columns([name, *before[:-1]], word)
    if word.startswith("--columns="):
        found = _columns([name, *before], word.removeprefix("--columns="))
        return [Candidate(f"--columns={text}", told) for text, told in found]
    here = _cursor(parameters, before)
    store = _given(before, "--store")
    option, equals, value = word.partition("=")
    if here.option:
        return _values(here.option, 0, word, store)
    if here.literal or not word.startswith("-"):
        argument, place = _argument(parameters, here.arguments)
        return _values(argument, place, word, store) if argument else []
    if equals and option in _by_name(parameters):
        found = _values(_by_name(parameters)[option], 0, value, store)
        return [Candidate(f"{option}={text}", told) for text, told in found]
    return matching(_options(parameters), word)


def _columns(line: Sequence[str], names: str) -> list[Candidate]:
    """What the last of some names of columns may become: the command itself tells what it has."""
    before, comma, name = names.rpartition(",")
    with redirect_stdout(StringIO()) as printed:
        run([*line, "--columns="])
    known = (Candidate(each, "") for each in printed.getvalue().split())
    return [Candidate(f"{before}{comma}{text}", told) for text, told in matching(known, name)]


def _group(wanted: Iterable[str]) -> Any:  # noqa: ANN401 - typer's own
    from typer.main import get_command

    return get_command(application(wanted))


def _commands() -> Iterator[Candidate]:
    for name, command in _group(names()).commands.items():
        yield Candidate(name, translated(command.help).partition("\n")[0])


def _options(parameters: Iterable[Parameter]) -> Iterator[Candidate]:
    for parameter in parameters:
        for name in _names_of(parameter):
            yield Candidate(name, translated(parameter.help or ""))
    yield Candidate("--help", say("Show this message and exit."))


def _by_name(parameters: Iterable[Parameter]) -> dict[str, Parameter]:
    return {name: parameter for parameter in parameters for name in _names_of(parameter)}


def _names_of(parameter: Parameter) -> list[str]:
    is_option = parameter.param_type_name == "option"
    return [*parameter.opts, *parameter.secondary_opts] if is_option else []


class _Cursor(NamedTuple):
    """What stands before the cursor.

    Attributes:
        option: the one whose value is at the cursor.
        arguments: how many there have been.
        literal: whether a ``--`` has ended the options.
    """

    option: Parameter | None = None
    arguments: int = 0
    literal: bool = False


def _cursor(parameters: Iterable[Parameter], before: Iterable[str]) -> _Cursor:
    options = _by_name(parameters)
    here = _Cursor()
    for word in before:
        if here.option:
            here = here._replace(option=None)
        elif here.literal or word == "-" or not word.startswith("-"):
            here = here._replace(arguments=here.arguments + 1)
        elif word == "--":
            here = here._replace(literal=True)
        elif word in options and not options[word].is_flag:
            here = here._replace(option=options[word])
    return here


def _given(before: Sequence[str], option: str) -> str | None:
    """The value of an option that has been typed."""
    for word, following in zip(before, (*before[1:], ""), strict=False):
        name, equals, value = word.partition("=")
        if name == option:
            return value if equals else following
    return None


def _argument(parameters: Iterable[Parameter], before: int) -> tuple[Parameter | None, int]:
    """The argument that comes after so many words, and its how manieth word it would be."""
    for parameter in parameters:
        if parameter.param_type_name == "argument":
            if parameter.nargs == -1:
                return parameter, before
            if not before:
                return parameter, 0
            before -= 1
    return None, 0


def _values(parameter: Parameter, place: int, word: str, store: str | None) -> list[Candidate]:
    """What a parameter's value may be: one of its choices, or by what the help calls it."""
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return matching((Candidate(each, "") for each in choices), word)
    nouns = _nouns((parameter.metavar or "").translate(_BRACKETS).split(), place)
    paths = [Candidate(_PATHS[noun], "") for noun in nouns if noun in _PATHS]
    known = (each for noun in nouns if noun in _KNOWN for each in _KNOWN[noun](word, store))
    found = matching(known, word)
    return paths or [each for each in found if not each.text.startswith(tuple(_PATHS.values()))]


def _nouns(called: Sequence[str], place: int) -> list[str]:
    """What a word may be, by its place: behind one that is repeated also what may follow it."""
    repeated = next((at for at, noun in enumerate(called) if noun.endswith("...")), len(called))
    nouns = called[place : place + 1] if place <= repeated else called[repeated:]
    return [noun.removesuffix("...") for noun in nouns]


_BRACKETS = str.maketrans("", "", "[]")
_PATHS = {"DIR": ":folders", "FILE": ":files", "PATH": ":files"}
"""What stands for paths, which a shell knows best, by what the help calls a value."""


def _of_store(kind: str) -> "Callable[[str, str | None], Iterable[Candidate]]":
    def known(word: str, store: str | None) -> Iterable[Candidate]:
        from parkq.candidates import candidates
        from parkq.cli.session import Session

        session = Session(store, silent=True)
        found = session.completed(kind, word)
        return candidates(session.store, kind, word) if found is None else found

    return known


def _rules(*_: object) -> Iterator[Candidate]:
    from parkq.rules import RULES

    for rule in RULES:
        yield Candidate(rule.code, say(rule.says))
        yield Candidate(rule.name, rule.code)


def _topics(word: str, store: str | None) -> Iterator[Candidate]:
    """What ``explain`` has a page for, and facts, which have a ``/`` in their names."""
    from parkq.pages import pages

    if "/" not in word:
        yield from (Candidate(page.name, page.says) for page in pages().values())
        yield from _rules()
    if word:
        yield from _of_store("fact")(word, store)


def _schemas(*_: object) -> Iterator[Candidate]:
    from parkq.output import schemas

    return (Candidate(name, "") for name in schemas.names())


def _decisions(*_: object) -> Iterator[Candidate]:
    return (Candidate(word, "") for word in ("open", "both", "prefer:", "wrong:"))


_KNOWN: "Mapping[str, Callable[[str, str | None], Iterable[Candidate]]]" = {
    "ENTITY": _of_store("entity"),
    "ATTRIBUTE": _of_store("attribute"),
    "SOURCE": _of_store("source"),
    "RULE": _rules,
    "NAME": _topics,
    "SCHEMA": _schemas,
    "WORD": _decisions,
}
"""What a value may be, from the word typed and the store given, by what the help calls it."""
