"""What sets a sentence apart from the source it cites, told without a verdict: a way a module. Each is a question with
the source's own words."""

from __future__ import annotations

from citewarden.checks import _evidence as ev
from citewarden.checks._apart import (
    amounts,
    bodies,
    bounds,
    certainty,
    chance,
    classes,
    comparators,
    comparisons,
    conditions,
    contrasts,
    denials,
    doses,
    effects,
    groups,
    harms,
    intervals,
    lists,
    news,
    orders,
    outcomes,
    people,
    quotes,
    ranks,
    ratios,
    recommending,
    results,
    rhythms,
    sexes,
    shares,
    sizes,
    spans,
    spared,
    status,
    studies,
    subgroups,
    subjects,
    topics,
    warnings,
    wholes,
)
from citewarden.checks._apart.asked import Apart, is_short
from citewarden.model import Audit, Claim

_WAYS = (
    quotes.not_there,
    quotes.cut_short,
    groups.another_group,
    results.of_another,
    results.of_all,
    results.of_some,
    results.at_another_time,
    results.in_another_year,
    results.of_two_pairs,
    spans.in_another_unit,
    rhythms.other,
    intervals.shorter,
    doses.without_unit,
    doses.per_another,
    doses.of_another_group,
    doses.of_another_medicine,
    ratios.as_a_share,
    ratios.more_people,
    ratios.times,
    ratios.relative_alone,
    people.left_out,
    classes.of_others,
    classes.of_one,
    classes.of_several,
    shares.of_another_whole,
    shares.of_the_other,
    shares.of_a_part,
    shares.of_a_count,
    wholes.of_another,
    spared.nothing_in_them,
    subgroups.told_of_all,
    subgroups.found_in_some,
    sizes.asked_for_studied,
    lists.not_one,
    sexes.of_one,
    sexes.of_two_ages,
    people.of_all_ages,
    people.in_animals,
    people.of_another_age,
    people.of_other_ages,
    bounds.turned,
    comparators.other,
    comparisons.compared,
    effects.denied,
    certainty.surer,
    effects.other_way,
    comparisons.turned,
    ranks.turned_round,
    ranks.against_rates,
    orders.against_figures,
    ranks.by_so_much,
    spans.too_soon,
    outcomes.not_measured,
    harms.denied,
    spans.by_the_year,
    news.not_new,
    amounts.other_share,
    recommending.firmer,
    recommending.advised_against,
    recommending.wider,
    effects.of_chance,
    chance.told_as_effect,
    effects.differed,
    effects.refused,
    effects.unmoved,
    contrasts.other_side,
    contrasts.other_word,
    certainty.cured,
    certainty.without_exception,
    certainty.flatly,
    certainty.promised,
    certainty.sure_of_it,
    outcomes.for_another,
    certainty.open_question,
    denials.no_part,
    denials.seldom,
    denials.is_none,
    recommending.allowed,
    topics.not_spoken_of,
    warnings.even_if,
    warnings.harmful_there,
    warnings.reassured,
    warnings.unsaid,
    conditions.left_off,
    conditions.not_for_some,
    status.draft,
    status.withdrawn,
    status.replaced,
)
_STRENGTH = (certainty, recommending, effects, outcomes, amounts, contrasts, comparators, comparisons)
"""Ways that may say what a check of strength tells already."""
_LOOSE = (spans.too_soon, news.not_new, certainty.cured, certainty.without_exception)


def apart(audit: Audit, claim: Claim, works: tuple[str, ...], *, told: bool = False) -> Apart | None:
    """The first thing that sets a claim apart from all the sources it rests on, if all were read; of a long source only
    the passages nearest to the claim are asked. With `told` another check tells of its strength already."""
    read = ev.read_of(audit, works)
    if not read:
        return None
    for of_list in (bodies.another_body, studies.another, subjects.elsewhere, subjects.quoted_elsewhere):
        if found := of_list(audit, claim, works, read):
            return found
    nearest = {row.passage for row in audit.evidence_of.get(claim.id, ())}
    asked = [p for p in read if p.id in nearest or is_short(audit, p.work)]
    names = {module.__name__ for module in _STRENGTH} if told else ()
    ways = (way for way in _WAYS if way.__module__ not in names)
    return next((found for way in ways if (found := way(audit, claim, asked))), None) if asked else None


def apart_from_paragraph(audit: Audit, claim: Claim) -> Apart | None:
    """What sets a sentence without a mark apart from the one source of its paragraph: news that is none, a cure, a word
    that allows no exception. Of anything else it may speak on its own."""
    read = ev.read_of(audit, ev.speaks_of(audit, claim))
    return next((found for way in _LOOSE if (found := way(audit, claim, read))), None) if read else None
