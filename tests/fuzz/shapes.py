"""Files of a store made to cost the most: each shape gives one of about as many bytes as asked for.

A program that reads them in time by the square of their size, or in memory of many times it, shows
so at a few hundred kilobytes.
"""

from collections.abc import Callable, Iterable, Mapping

Shape = Callable[[int], str | bytes]

_BEGIN = """\
schema = 1
[source]
id = "s"
title = "t"
[[entity]]
id = "e"
name = "n"
"""
_TEXT = '[attribute.a]\nlabel = { en = "a", zh = "b" }\nkind = "text"\n'
_COUNT = _TEXT.replace("text", "count")


def _each(pattern: str, size: int) -> str:
    """The pattern with its number in place of ``#``, over and over."""
    return "".join(pattern.replace("#", str(n)) for n in range(size // (len(pattern) + 4)))


def _fill(before: str, unit: str, after: str, size: int) -> str:
    return before + unit * (size // len(unit.encode())) + after


def _filled(before: str, unit: str, after: str = "\n") -> Shape:
    return lambda size: _fill(before, unit, after, size)


def _repeated(pattern: str, before: str = "schema = 1\n") -> Shape:
    return lambda size: before + _each(pattern, size)


def _nested(opening: str, closing: str, depth: int) -> Shape:
    """One value nested as deep as asked for, over and over in an array."""
    return _filled("a = [\n", f"{opening * depth}1{closing * depth},\n", "]\n")


def _name(unit: str) -> Shape:
    return _filled('schema = 1\n[[entity]]\nid = "e"\nname = "', unit, '"\n')


def _stated(kind: str, units: Iterable[str]) -> Shape:
    attribute = _TEXT.replace("text", kind)
    fact = '[[fact]]\nentity = "e"\nattribute = "a"\nstated = "'
    return lambda size: _fill(_BEGIN + attribute + fact, "".join(units), '"\n', size)


SHAPES: Mapping[str, Shape] = {
    "nothing": lambda size: b"\0" * size,
    "no-utf-8": lambda size: b"\xe9" * size,
    "byte-order-marks": _filled("", "\ufeff"),
    "carriage-returns": _filled("", "a = 1\r"),
    "comment": _filled("#", "x"),
    "blank-lines": _filled("", "\n"),
    "string": _filled('a = "', "x", '"\n'),
    "escapes": _filled('a = "', "\\n", '"\n'),
    "quotes": _filled('a = """', '""x', '"""\n'),
    "string-without-end": _filled('a = "', "x", ""),
    "text-without-end": _filled('a = """', "x\n", ""),
    "array-without-end": _filled("a = [", "1,", ""),
    "digits": _filled("a = ", "1"),
    "digits-with-underscores": _filled("a = ", "1_1"),
    "hexadecimal": _filled("a = 0x", "f"),
    "decimals": _filled("a = 1.", "1"),
    "exponent": _filled("a = 1e", "9"),
    "long-key": _filled('"', "k", '" = 1\n'),
    "dotted-key": _filled("", "a.", "a = 1\n"),
    "dotted-keys": _repeated(f"{'a.' * 450}b# = 1\n"),
    "dotted-keys-apart": _repeated(f"a#.{'a.' * 450}b = 1\n"),
    "quoted-dotted-keys": _repeated("a#." + '"a".' * 450 + "b = 1\n"),
    "dotted-headers": _repeated(f"[{'a.' * 450}b#]\n"),
    "dotted-keys-of-9": _repeated(f"a#.{'a.' * 7}b = 1\n"),
    "tables": _repeated("[t#]\n"),
    "array-of-tables": _filled("", "[[t]]\n"),
    "arrays-of-tables": _filled("", "[[t]]\n[[t.u]]\n[[t.u.v]]\n"),
    "array-too-deep": lambda size: f"a = {'[' * (size // 2)}{']' * (size // 2)}\n",
    "deep-arrays": _nested("[", "]", 90),
    "deeper-arrays": _nested("[", "]", 400),
    "deep-tables": _nested("{a=", "}", 200),
    "inline-keys": lambda size: f"a = {{{_each('k# = 1,', size).rstrip(',')}}}\n",
    "facts-without-keys": _filled("schema = 1\n", "[[fact]]\n"),
    "unknown-keys": _repeated("k# = 1\n"),
    "unknown-keys-of-a-fact": _repeated("k# = 1\n", "schema = 1\n[[fact]]\n"),
    "attributes-that-are-numbers": _repeated("attribute.k# = 1\n"),
    "long-role": _filled('schema = 1\n[[fact]]\nrole = "', "k", '"\n'),
    "long-reference": _filled(
        'schema = 1\n[[entity]]\nid = "e"\nname = "n"\npart_of = "', "k", '"\n'
    ),
    "unknown-references": _repeated('[[entity]]\nid = "a#"\nname = "n"\npart_of = "b#"\n'),
    "parts-of-one-another": lambda size: (
        "schema = 1\n"
        + "".join(
            f'[[entity]]\nid = "a{n}"\nname = "n"\npart_of = "a{n + 1}"\n'
            for n in range(size // 54)
        )
    ),
    "one-id": _filled("schema = 1\n", '[[entity]]\nid = "a"\nname = "n"\n'),
    "orders": lambda size: (
        "schema = 1\n"
        + "".join(
            f'{_COUNT.replace("attribute.a", f"attribute.a{n}")}at_least = "a{n + 1}"\n'
            for n in range(size // 90)
        )
    ),
    "long-order": _filled(f"schema = 1\n{_COUNT}at_least = [", '"a",', "]\n"),
    "long-name": _name("国"),
    "long-name-with-glosses": _name("国(guo)"),
    "long-traditional-name": _name("國行長"),
    "long-name-of-many-readings": _name("行a長-重, "),
    "long-text": _stated("text", "國x、"),
    "long-list": _stated("list", ("國x、", "y, ")),
    "long-figure": _stated("count", "1"),
    "figures-not-understood": _repeated(
        '[[fact]]\nentity = "e"\nattribute = "a"\nstated = "x#"\n', _BEGIN + _COUNT
    ),
    "relations": _repeated('[[relation]]\nid = "r#"\nexpr = "a + a < a"\n', _BEGIN + _COUNT),
    "relations-not-understood": _repeated('[[relation]]\nid = "r#"\nexpr = "a +"\n', _BEGIN),
}
"""By name."""


def content(name: str, size: int) -> bytes:
    """The bytes of a file of a shape."""
    made = SHAPES[name](size)
    return made if isinstance(made, bytes) else made.encode()
