"""The model of the least-cost plan as a list of named pieces: each with a symbol, a formula and a sentence.

The method page draws them, docs/plan.md explains them, and a test holds the two together. Numbers come from the standard.
"""

from __future__ import annotations

from dataclasses import dataclass

from balance.numbers import percent
from balance.sentences import stage_title
from balance.standard import Standard
from balance.words import Message, msg

__all__ = ["GROUPS", "Piece", "pieces"]

GROUPS = {
    "decide": msg("What is decided"),
    "follow": msg("What follows from it"),
    "reach": msg("What must be reached"),
    "keep": msg("What must be kept"),
    "ask": msg("What else can be asked"),
    "prove": msg("How the least cost is proved"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the model. id: its name, in docs/plan.md too; group: one of `GROUPS`; symbol, latex: as they are
    written; sentence: what it says, with the standard's own numbers."""

    id: str
    group: str
    symbol: str
    latex: str
    sentence: Message


def pieces(standard: Standard) -> tuple[Piece, ...]:
    """Every piece that is in force under the standard: without a school rule nothing asks for bounds, and CVs are limited
    one by one, or by their mean, or not at all."""
    return (*_decided(), *_following(), *_reached(standard), *_kept(), *_asked(standard), *_proved(standard))


def _decided() -> list[Piece]:
    return [
        Piece("add", "decide", "n_{sb}", r"n_{sb}\in\{0,1,2,\dots\}",
              msg("How many of a bundle b a school s gets; for what is counted by stage, each stage of it. A bundle is bought or "
                  "hired whole.")),
        Piece("move", "decide", "g_{sr},\\,t_{sr}", r"g_{sr},\,t_{sr}\in\{0,1,2,\dots\}",
              msg("How many of a thing r a school gives away, and how many it takes from others.")),
        Piece("cost", "decide", "c_b", r"\min\;\sum_{s,b} c_b\,h_b\,n_{sb}+\sum_{s,r} c_r\,t_{sr}",
              msg("The least cost is sought: price times number; a yearly cost counts once for each year h of the horizon, a move "
                  "is paid where it is taken.")),
    ]  # fmt: skip


def _following() -> list[Piece]:
    return [
        Piece("has", "follow", "x_{ik}", r"x_{ik}=x^0_{ik}+\sum_b e_{ikb}\,n_{s(i)b}+\sum_r e_{ikr}\,(t_{s(i)r}-g_{s(i)r})",
              msg("What a part i then has of indicator k: what it has today, and what is added and moved.")),
        Piece("effect", "follow", "e_{ikb}", r"e_{ikb}=\mathrm{share}_i\sum_{c}\mathrm{sign}_{kc}\;\mathrm{adds}_{bc}",
              msg("What one bundle does to it: the columns c that it adds, as the indicator counts them. What the stages of a "
                  "school share comes in by the part's share; people count whole in their stage.")),
        Piece("value", "follow", "X_{ik}", r"X_{ik}=\mathrm{times}_k\;x_{ik}/P_i",
              msg("The indicator's value. Pupils P stay as they are, so it is linear in the decisions.")),
    ]  # fmt: skip


def _reached(standard: Standard) -> list[Piece]:
    found, rule, balance = [], standard.school_rule, standard.balance_rule
    if rule is not None:
        found += [
            Piece("tolerated", "reach", "q", r"x_{ik}\ge q\,B_{ik},\qquad B_{ik}=\mathrm{bound}_k\,P_i/\mathrm{times}_k",
                  msg("Goal “tolerated”: every part has at least {share} of what the bound asks for.",
                      share=percent(rule.share, 0))),
            Piece("rule", "reach", "y_{ik}", r"x_{ik}\ge(q+(1-q)\,y_{ik})\,B_{ik},\qquad\sum_k(1-y_{ik})\le K-m,"
                  r"\qquad y_{ik}\in\{0,1\}",
                  msg("Goal “met”: y says which bounds are reached in full, at least {met} of {n}; which ones is chosen school by "
                      "school, where it is cheapest.", met=rule.met, n=len(standard.indicators))),
        ]  # fmt: skip
    if balance is not None:
        limits = [msg("{stage} {limit}", stage=stage_title(s), limit=f"{n:.2f}") for s, n in balance.limits.items()]
        if balance.kind == "each_cv":
            found.append(Piece("cv", "reach", "L",
                               r"\sum_i\frac{x_{ik}^2}{P_i}\le\frac{1+L^2}{\sum_i P_i}\Bigl(\sum_i x_{ik}\Bigr)^2",
                               msg("Each CV at most L: {limits}. This is a cone: convex, though no straight line.",
                                   limits=limits)))  # fmt: skip
        else:
            found.append(Piece("mean", "reach", "C_k", r"\frac1K\sum_k C_k\le L,\qquad\sum_i\frac{x_{ik}^2}{P_i}\le"
                               r"\frac{1+C_k^2}{\sum_i P_i}\Bigl(\sum_i x_{ik}\Bigr)^2",
                               msg("The mean of the CVs at most L: {limits}. Each CV has a cone whose own limit is decided too.",
                                   limits=limits)))  # fmt: skip
        found.append(Piece("angle", "reach", r"\theta", r"CV=\tan\theta,\qquad\cos\theta=\frac{\sum_i x_i}{\sqrt{\sum_i P_i}\,"
                           r"\sqrt{\sum_i x_i^2/P_i}}",
                           msg("Why a cone: the CV is the tangent of the angle between what schools have (x ÷ √P) and what would "
                               "be even (√P). A limit for an angle is a cone around the even direction.")))  # fmt: skip
    return found


def _kept() -> list[Piece]:
    return [
        Piece("pool", "keep", "R", r"\sum_{s\in R} g_{sr}=\sum_{s\in R} t_{sr}",
              msg("What is given is taken, within a county and, for people, within a stage; nobody gives more than there is.")),
        Piece("giver", "keep", "d", r"x_{ik}\ge\min\bigl(x^0_{ik},\;d\,B_{ik}\bigr),\qquad d\in\{1,q\}",
              msg("A giving school keeps what the price list says: the bound that it reaches, or the tolerated share of it.")),
        Piece("allowance", "keep", r"\ell_{sb},\,u_{sb}", r"\ell_{sb}\le n_{sb}\le u_{sb}",
              msg("The user's own limits: no room to build here, so many fixed there; a school left out gets and gives nothing.")),
        Piece("budget", "keep", "M", r"\sum_{s,b} c_b\,h_b\,n_{sb}+\sum_{s,r} c_r\,t_{sr}\le M",
              msg("A budget: the whole may cost no more over the horizon.")),
        Piece("schools", "keep", "v_s", r"n_{sb}+g_{sr}+t_{sr}>0\;\Rightarrow\;v_s=1,\qquad\sum_s v_s\le V,\qquad v_s\in\{0,1\}",
              msg("At most so many schools are touched.")),
    ]  # fmt: skip


def _asked(standard: Standard) -> list[Piece]:
    found = [
        Piece("rotation", "ask", r"\sum t", r"n_{sb}=0,\qquad\min\;\sum_{s,r} t_{sr}",
              msg("Rotation alone: nobody is hired, nothing is bought, and the fewest are moved.")),
        Piece("years", "ask", "A", r"\sum_{j\,\in\,\mathrm{year}\,a}\mathrm{once}_j+\sum_{j\,\in\,\mathrm{years}\,\le a}"
              r"\mathrm{yearly}_j\le A",
              msg("Over years: each year takes what mends most of what is broken per yuan and still fits its money; what was begun "
                  "is paid on. Together the years are the plan.")),
    ]  # fmt: skip
    if standard.school_rule is not None:
        found.append(Piece("passing", "ask", "z_i", r"z_i=1\;\Rightarrow\;G_i,\qquad\sum_i z_i\ge Z,\qquad z_i\in\{0,1\}",
                           msg("Schools that pass against cost: only so many parts must reach the goal G, for a dozen numbers; or "
                               "as many as a budget pays for.")))  # fmt: skip
    if standard.balance_rule is not None:
        found.append(Piece("excess", "ask", r"\varepsilon", r"L\to L+\varepsilon",
                           msg("CV against cost: every limit is passed by no more than ε, for a dozen values; or as little as a "
                               "budget allows.")))  # fmt: skip
    return found


def _proved(standard: Standard) -> list[Piece]:
    found = [
        Piece("whole", "prove", r"\lceil\cdot\rceil", r"\sum_j a_j n_j\ge\beta,\;a_j\in u\,\mathbb Z\;\Rightarrow\;"
              r"\sum_j\frac{a_j}{u}\,n_j\ge\Bigl\lceil\frac{\beta}{u}\Bigr\rceil",
              msg("What schools need is rounded up to whole units before anything is solved: half a teacher helps nobody.")),
        Piece("gap", "prove", r"\mathrm{gap}", r"\mathrm{gap}=\frac{\mathrm{cost}-\mathrm{bound}}{\mathrm{cost}}",
              msg("No plan at all costs less than the bound. Gap 0: proved least; else so much cheaper it could be at most.")),
        Piece("judged", "prove", r"\checkmark", r"\mathrm{assess}(\mathrm{county}+\mathrm{plan})\;\models\;\mathrm{goal}",
              msg("Every plan is judged again by the official method alone; one that does not hold is never shown.")),
    ]  # fmt: skip
    if standard.balance_rule is not None:
        found.insert(0, Piece("tangent", "prove", "w_i", r"w_i\ge 2r\,z_i-r^2H,\qquad\sum_i w_i\le H,\qquad z_i=x_i\sqrt{\textstyle"
                              r"\sum P/P_i},\quad H=\sqrt{1+L^2}\,\sum_i x_i",
                              msg("A cone is held from outside by tangents, one for each ratio r: they cut off no plan that keeps "
                                  "the limit, so what is proved with them holds for the whole problem.")))  # fmt: skip
    if standard.balance_rule is not None and standard.balance_rule.kind != "each_cv":
        found.insert(1, Piece("interval", "prove", "b_j",
                              r"C_k\in(b_{j-1},b_j]:\qquad\underline C_k=b_{j-1},\qquad\overline C_k=b_j",
                              msg("A mean of CVs is not convex: each CV is put into one of several intervals, counts with the "
                                  "lower end and keeps the cone of the upper one; finer intervals bring both "
                                  "together.")))  # fmt: skip
    return found
