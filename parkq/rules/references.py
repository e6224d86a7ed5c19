"""PQ2: ids and names lead to one thing each."""

from collections.abc import Iterator

from parkq.findings import Found
from parkq.locale import Message
from parkq.model import Entity, Fact
from parkq.names.folding import fold
from parkq.rules.rule import Case, Rule, at, of_problems
from parkq.terms import Severity


def _repeated(case: Case) -> Iterator[Found]:
    """Facts of which another says all the same, at the same place of its document."""
    first: dict[tuple[object, ...], Fact] = {}
    further = (id_ for id_ in case.store.facts if "#" in id_)
    repeated = dict.fromkeys(each for id_ in further for each in (id_.partition("#")[0], id_))
    for fact in map(case.store.facts.__getitem__, repeated):
        earlier = first.setdefault(_said(fact), fact)
        if earlier is not fact:
            yield Found(
                message=Message(
                    "{fact} says what {earlier} says: {stated}",
                    fact=fact.id,
                    earlier=earlier.id,
                    stated=fact.figure.stated,
                ),
                place=at(fact),
                identity=fact.id,
                facts=(earlier.id, fact.id),
                related=((at(earlier), Message("said here before")),),
            )


def _said(fact: Fact) -> tuple[object, ...]:
    return (
        fact.entity,
        fact.attribute,
        fact.source,
        fact.figure.stated,
        fact.as_of,
        fact.role,
        fact.scope,
        fact.where,
    )


def _shared_names(case: Case) -> Iterator[Found]:
    """Names and aliases that fold to one of another entity."""
    owners: dict[str, tuple[Entity, str]] = {}
    for entity in case.store.entities.values():
        aliases = ((("aliases", n), alias) for n, alias in enumerate(entity.aliases))
        for keys, name in ((("name",), entity.name), *aliases):
            owner, theirs = owners.setdefault(fold(name), (entity, name))
            if owner is not entity:
                yield Found(
                    message=Message(
                        "{entity} is named {name}, and {other} {theirs}",
                        entity=entity.id,
                        name=name,
                        other=owner.id,
                        theirs=theirs,
                    ),
                    place=at(entity, *keys),
                    identity=f"{entity.id} {owner.id} {fold(name)}",
                    related=((at(owner), owner.id),),
                )


RULES = (
    Rule(
        code="PQ201",
        name="unknown-entity",
        severity=Severity.ERROR,
        says="No entity has the id that is named.",
        why="The fact is left out. Correct the id, or describe the entity in an [[entity]] table.",
        find=of_problems("unknown-entity"),
    ),
    Rule(
        code="PQ202",
        name="unknown-attribute",
        severity=Severity.ERROR,
        says="No attribute has the id that is named.",
        why="The fact is left out. Correct the id, or declare it in an [attribute.ID] table.",
        find=of_problems("unknown-attribute"),
    ),
    Rule(
        code="PQ203",
        name="unknown-source",
        severity=Severity.ERROR,
        says="No source has the id that is named.",
        why="A fact without a source is hearsay. Correct the id, or describe the source.",
        find=of_problems("unknown-source"),
    ),
    Rule(
        code="PQ204",
        name="duplicate-id",
        severity=Severity.ERROR,
        says="An id names two things of one kind.",
        why="The first stands and the second is left out, with nothing to tell that it was meant.",
        find=of_problems("duplicate-id"),
    ),
    Rule(
        code="PQ205",
        name="circular-reference",
        severity=Severity.ERROR,
        says="Something is part of itself, or derived from itself, by way of others or at once.",
        why="A chain that never ends has no root; the reference is passed over.",
        find=of_problems("circular-reference"),
    ),
    Rule(
        code="PQ206",
        name="duplicate-fact",
        severity=Severity.WARNING,
        says="A fact is entered twice: figure, date, role, scope, source and locator are the same.",
        why="It is one statement. Where a document says it twice, give each its own locator.",
        find=_repeated,
    ),
    Rule(
        code="PQ207",
        name="shared-name",
        severity=Severity.WARNING,
        says="A name or alias belongs to two entities, script, width and case aside.",
        why="Asked by that name, parkq cannot tell which is meant. Name the one more fully.",
        find=_shared_names,
    ),
    Rule(
        code="PQ208",
        name="unknown-scope",
        severity=Severity.ERROR,
        says="No scope goes by the name that a fact has for its own.",
        why="The fact is left out: only a declared scope excuses a difference. Correct the name, "
        "or declare it in a [scope.ID] table.",
        find=of_problems("unknown-scope"),
    ),
)
