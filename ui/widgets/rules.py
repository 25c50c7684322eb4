"""The rules in force, drawn from the standard's own file."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from balance.columns import STAGES_JUDGED, vocabulary
from balance.numbers import percent
from balance.sentences import stage_title
from balance.standard import Citation, Indicator, Item, Requirement, Standard
from ui import state
from ui.text import literal, say, t

__all__ = ["indicators", "items", "limits", "rooms", "split"]


def _cited(citation: Citation) -> str:
    return citation.of(state.lang())


def _shown(rows: list[dict[str, object]], title: str) -> None:
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=title, placeholder="—", row_height=36)


def formula(indicator: Indicator, numerator: Mapping[str, float] | None = None) -> str:
    """The indicator as a sum of columns over pupils."""
    columns, text = vocabulary().columns, ""
    for name, sign in (numerator or indicator.numerator).items():
        factor = "" if abs(sign) == 1 else f"{abs(sign):g} × "
        text += (" − " if sign < 0 else " + " if text else "") + factor + say(columns[name].title)
    times = "" if indicator.times == 1 else f" × {indicator.times:g}"
    return t("({sum}) ÷ pupils{times}", sum=text, times=times)


def indicators(standard: Standard) -> None:
    """Every indicator with formula, bounds and source."""
    rows: list[dict[str, object]] = []
    for indicator in standard.indicators:
        row: dict[str, object] = {
            t("Code"): indicator.code,
            t("Indicator"): say(indicator.title),
            t("Formula"): formula(indicator),
        }
        for stage in STAGES_JUDGED:
            bound = indicator.bounds.get(stage)
            row[f"{say(stage_title(stage))} ≥"] = "—" if bound is None else f"{bound:g}"
        row[t("Unit")] = say(indicator.unit)
        row[t("Source")] = _cited(indicator.cite)
        rows.append(row)
    _shown(rows, t("Indicators"))
    if any(indicator.instead for indicator in standard.indicators):
        st.markdown(f"**{literal(t('Where a figure is missing but its components are there'))}**")
        for indicator in standard.indicators:
            for entry in indicator.instead:
                where = [stage_title(s) for s in entry.stages] or t("every stage")
                line = t("{indicator}, {where}: {formula}", indicator=indicator.short, where=where,
                         formula=formula(indicator, entry.numerator))  # fmt: skip
                st.markdown(f"- {literal(line)}")


def limits(standard: Standard) -> None:
    """When a school passes, when a county is balanced, who is judged, which reliefs there are."""
    st.latex(r"\bar X=\frac{\sum x_i}{\sum P_i}\qquad S=\sqrt{\sum\frac{P_i}{\sum P}\,(X_i-\bar X)^2}\qquad CV=\frac{S}{\bar X}")
    st.markdown(literal(t("P: pupils of a part; x: what it has; X = x ÷ P. Weighted by pupils, no n − 1; verdicts on "
                          "unrounded numbers; ≈ marks where the printed number would decide otherwise.")))  # fmt: skip
    rule = standard.school_rule
    if rule is not None:
        line = t("A school passes with at least {met} of {n} bounds reached and the rest to {share}.", met=rule.met,
                 n=len(standard.indicators), share=percent(rule.share, 0))  # fmt: skip
        st.markdown(f"- {literal(line)}  \n  {literal(_cited(rule.cite))}")
    else:
        st.markdown(f"- {literal(t('This standard has no rule for the whole school.'))}")
    balance = standard.balance_rule
    if balance is not None:
        found = [t("{stage} {limit}", stage=stage_title(s), limit=f"{n:.2f}") for s, n in balance.limits.items()]
        line = (
            t("Balanced: every CV at most {limits}.", limits=found)
            if balance.kind == "each_cv"
            else t("Balanced: the mean of the CVs at most {limits}.", limits=found)
        )
        st.markdown(f"- {literal(line)}  \n  {literal(_cited(balance.cite))}")
    st.markdown(f"- {literal(_cited(standard.universe.cite))}")
    for concession in standard.concessions:
        on = t("in force") if concession in standard.in_force else t("off")
        st.markdown(f"- {literal(say(concession.title))} ({on})  \n  {literal(_cited(concession.cite))}")


def split(standard: Standard) -> None:
    """How shared goods are divided."""
    weights = standard.split.weights
    found = [t("{stage} {weight}", stage=stage_title(s), weight=f"{w:g}") for s, w in weights.items()]
    st.markdown(literal(t("Shared goods are divided by weighted pupils; weight of a pupil: {weights}.", weights=found)))
    st.latex(
        r"\text{share}_s=\frac{w_sP_s}{\sum_t w_tP_t}\qquad"
        + ",\\;".join(f"w_{{{s[0].upper()}}}={w:g}" for s, w in weights.items())
    )
    titles = [vocabulary().columns[name].title for name in vocabulary().columns if name in standard.split.columns]
    st.markdown(literal(t("Divided: {columns}.", columns=titles)))
    st.markdown(literal(t("Teachers count in the stage in which they teach.")))
    st.caption(literal(_cited(standard.split.cite)))


def requirement_words(entry: Requirement) -> str:
    """A requirement as a formula in words."""
    if entry.rule == "steps":
        rounding = {"up": t("rounded up"), "down": t("rounded down")}.get(entry.rounding, "")
        return t("{base} + {step} × (classes − {start}) ÷ {every}, {rounding}", base=f"{entry.base:g}",
                 step=f"{entry.step:g}", start=f"{entry.start:g}", every=f"{entry.every:g}", rounding=rounding)  # fmt: skip
    if entry.rule == "per_pupil":
        return t("{rate} a pupil", rate=f"{entry.rate:g}")
    share = percent(entry.share, 0)
    return t("{share} of {of}", share=share, of=vocabulary().columns[entry.of].title)


def rooms(standard: Standard) -> None:
    """Requirements by classes, pupils or teachers, and ceilings."""
    rows: list[dict[str, object]] = [
        {t("What"): say(entry.title), t("Rule"): requirement_words(entry), t("Unit"): say(entry.unit),
         t("Source"): _cited(entry.cite)}
        for entry in standard.requirements
    ]  # fmt: skip
    for ceiling in standard.ceilings:
        names = {"single": t("school"), "combined": t("combined school")}
        found = [t("{what} ≤ {limit}", what=names.get(k) or say(stage_title(k)), limit=f"{v:g}")
                 for k, v in ceiling.limits.items()]  # fmt: skip
        rows.append({t("What"): say(ceiling.title), t("Rule"): t("{found}", found=found),
                     t("Unit"): say(ceiling.unit), t("Source"): _cited(ceiling.cite)})  # fmt: skip
    if rows:
        _shown(rows, t("Rooms and size"))
    else:
        st.markdown(literal(t("This standard says nothing about rooms by classes or about size.")))


def items(standard: Standard) -> None:
    """The items judged beyond resources, with their thresholds."""
    groups = {"government": t("Government"), "quality": t("Quality"), "approval": t("Approval"), "veto": t("Veto")}
    rows: list[dict[str, object]] = [
        {t("Group"): groups[item.group], t("No."): item.number, t("Item"): say(item.title),
         t("Threshold"): threshold(item), t("Source"): _cited(item.cite)}
        for item in standard.items
    ]  # fmt: skip
    if not rows:
        st.markdown(literal(t("This standard has no items beyond resources.")))
        return
    st.markdown(literal(t("These are listed with their thresholds; the county's files do not say whether they are met.")))
    _shown(rows, t("Other items"))


def threshold(item: Item) -> str:
    """What an item asks for, in words."""
    if item.documents_only:
        return t("judged on documents")
    fraction = item.unit is not None and item.unit.en == "share"
    for sign, value in (("≥", item.at_least), ("<", item.below)):
        if value is not None:
            return f"{sign} {percent(value, 0) if fraction else f'{value:g} {say(item.unit) if item.unit else str()}'}"
    return "—"
