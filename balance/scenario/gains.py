"""What one more of a bundle does to what every part has."""

from __future__ import annotations

import numpy as np

from balance.assess import Assessment
from balance.bounds import Floats
from balance.columns import STAGES_JUDGED, vocabulary
from balance.indicators import numerators
from balance.pricelist import Bundle
from balance.scenario.goods import booked
from balance.scenario.ledger import kept_in

__all__ = ["gains"]


def gains(assessment: Assessment, bundle: Bundle) -> Floats:
    """What one more of the bundle adds to every part's numerators, parts × indicators, in the numerators' own units.

    What the stages of a school share comes in by the part's share. Found by adding one everywhere and counting again, so
    it holds for every rule that counts. NaN where the numerator is not known.
    """
    county = assessment.county
    more: dict[str, Floats] = {}
    for column, each in booked(bundle).items():
        for stage in STAGES_JUDGED if vocabulary().columns[column].stages else (None,):
            open_ = np.ones(len(county.schools), dtype=bool)
            # as booking does: in the first of the columns in which the school keeps the figure
            for name in kept_in(column, stage):
                known = ~np.isnan(county.figures(name))
                more[name] = more.get(name, county.figures(name)) + np.where(open_ & known, each, 0.0)
                open_ &= ~known
    changed = numerators(county.with_figures(more), assessment.parts, assessment.standard)
    return np.asarray(changed - assessment.numerator)
