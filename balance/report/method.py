"""How a report says that its figures were worked out: the formulas, and every rule with its document and place."""

from __future__ import annotations

from balance.columns import STAGES_JUDGED, vocabulary
from balance.report.pieces import Table
from balance.standard import Citation, Standard
from balance.words import Message, Term, msg

__all__ = ["basis_table", "formulas"]


def formulas(standard: Standard) -> tuple[Message, ...]:
    """The official formulas in words, and what is done where the documents say nothing."""
    digits = standard.precision
    said = [
        msg("Value of a school: what the indicator counts, over its pupils."),
        msg("County mean: the county's total over the county's pupils, not the mean of the schools' values."),
        msg("S is the root of the mean squared distance from the county mean, each school weighted by its pupils; CV = S ÷ mean."),
        msg("Primary and junior stages are worked out apart; parts of combined schools stand as schools of their own."),
        msg("Verdicts are taken on unrounded numbers; values are printed with {value} decimals, CVs with {cv}.",
            value=digits.value, cv=digits.cv),
        msg("A figure that is missing is not zero: it is left out of its indicator, and the verdict says so."),
    ]  # fmt: skip
    if not standard.in_force:
        return (*said, msg("No concession is in use."))
    return (*said, *(msg("concession: {title}", title=concession.title) for concession in standard.in_force))


def basis_table(standard: Standard) -> Table:
    """Every rule in use with its value and its place in the documents."""
    rows: list[tuple[object, ...]] = []
    titles = vocabulary().stage_titles
    for indicator in standard.indicators:
        bounds = [msg("{stage} ≥ {bound}", stage=titles[stage], bound=f"{bound:g}")
                  for stage in STAGES_JUDGED if (bound := indicator.bound(stage)) is not None]  # fmt: skip
        rows.append((indicator.title, msg("{parts}", parts=bounds) if bounds else "—", cited(indicator.cite)))
    if standard.school_rule is not None:
        rule = standard.school_rule
        rows.append((msg("A school passes"), msg("{met} bounds reached, the others to {share} at least", met=rule.met,
                                                 share=f"{rule.share * 100:g}%"), cited(rule.cite)))  # fmt: skip
    if standard.balance_rule is not None:
        limits = [msg("{stage} ≤ {limit}", stage=titles[stage], limit=f"{limit:.2f}")
                  for stage, limit in standard.balance_rule.limits.items()]  # fmt: skip
        what = msg("Mean of the CVs") if standard.balance_rule.kind == "mean_of_cvs" else msg("Each CV")
        rows.append((what, msg("{parts}", parts=limits), cited(standard.balance_rule.cite)))
    rows.append((msg("Which schools are judged"), "—", cited(standard.universe.cite)))
    weights = [msg("{stage} {weight}", stage=titles[stage], weight=f"{weight:g}")
               for stage, weight in standard.split.weights.items()]  # fmt: skip
    rows.append((msg("How combined schools are divided"), msg("{parts}", parts=weights), cited(standard.split.cite)))
    for concession in standard.in_force:
        rows.append((concession.title, msg("in use"), cited(concession.cite)))
    return Table((msg("Rule"), msg("Value"), msg("Source")), tuple(rows))


def cited(cite: Citation) -> Term:
    """Document and place as one term."""
    return Term(cite.of("zh"), cite.of("en"))
