"""docs/plan.md and the method page tell of the same model."""

import re

import pytest

from balance.plan.describe import GROUPS, pieces
from balance.standard_file import BUILT_IN, load


@pytest.fixture(scope="module")
def document(root):
    return (root / "docs" / "plan.md").read_text("utf-8")


def every_piece():
    return {piece.id: piece for name in BUILT_IN for piece in pieces(load(name))}


def test_every_piece_of_the_model_is_named_in_the_document_with_its_formula(document):
    lacking = [f"{piece.id}: {piece.latex}" for piece in every_piece().values()
               if f"`{piece.id}`:" not in document or f"$${piece.latex}$$" not in document]  # fmt: skip
    assert lacking == []


def test_every_formula_of_the_document_is_a_piece_of_the_model(document):
    known = {piece.latex for piece in every_piece().values()}
    assert [formula for formula in re.findall(r"\$\$(.+?)\$\$", document) if formula not in known] == []


def test_every_heading_of_the_pieces_is_used():
    assert {piece.group for piece in every_piece().values()} == set(GROUPS)


def test_a_standard_without_a_rule_asks_for_nothing_that_it_does_not_set():
    ids = {name: {piece.id for piece in pieces(load(name))} for name in BUILT_IN}
    assert {"tolerated", "rule", "passing", "cv", "tangent"} <= ids["quality-2017"]
    assert "mean" not in ids["quality-2017"]
    assert {"mean", "interval"} <= ids["basic-2012"]
    assert not {"tolerated", "rule", "cv", "passing"} & ids["basic-2012"]
    assert not {"cv", "mean", "tangent", "rule"} & ids["ningxia-2014"]


def test_every_module_that_the_document_names_is_there(document, root):
    named = re.findall(r"`(balance(?:\.\w+)+)`", document)
    assert named
    assert [name for name in named if not (root / (name.replace(".", "/") + ".py")).exists()
            and not (root / name.replace(".", "/") / "__init__.py").exists()] == []  # fmt: skip
