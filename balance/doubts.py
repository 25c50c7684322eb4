"""The kinds of finding about figures that cannot be right, or hardly: the statistics forms' own cross-checks."""

from __future__ import annotations

from balance.kind import Kind

__all__ = ["DOUBTS"]

DOUBTS: dict[str, Kind] = {
    # figures against each other
    "part_exceeds_whole": Kind(
        "warning",
        "{school}: “{part}” ({value}) is more than “{whole}”.",
        "Correct the wrong figure.",
        many="{n} schools have more “{part}” than “{whole}”: {schools} …",
    ),
    "pupils_without_classes": Kind(
        "warning",
        "{school} has pupils ({value}) but 0 classes.",
        "Correct the wrong figure.",
        many="{n} schools have pupils but 0 classes: {schools} …",
    ),
    "classes_exceed_pupils": Kind(
        "warning",
        "{school} has more classes ({value}) than pupils ({taken}).",
        "Correct the wrong figure.",
        many="{n} schools have more classes than pupils: {schools} …",
    ),
    "mean_class_absurd": Kind(
        "warning",
        "{school}: with {value} classes there would be {taken} pupils in each.",
        "Correct the number of pupils or of classes.",
        many="In {n} schools there would be more than 100 pupils in each class: {schools} …",
    ),
    "mean_class_above_largest": Kind(
        "warning",
        "{school}: a class has {taken} pupils on average, the largest is said to have {value}.",
        "Correct the number of pupils, of classes or of the largest class.",
        many="In {n} schools the mean class is larger than the largest one: {schools} …",
    ),
    "parts_exceed_whole": Kind(
        "warning",
        "{school}: {parts} add up to {taken}, more than “{whole}” ({value}).",
        "Correct the wrong figure.",
        many="{n} schools have more teachers in {parts} together than in “{whole}”: {schools} …",
    ),
    "equipment_worth_nothing": Kind(
        "warning",
        "{school}: the equipment is worth 0, although “{what}” is not 0.",
        "Fill in the book value; if it is not known, leave the cell blank.",
        many="In {n} schools the equipment is worth 0, although “{what}” is not 0: {schools} …",
    ),
}
