"""Everything that the program says can be said in Chinese. `python tests/house/catalogue.py` prints what is missing."""

import re

import pytest

from tests.house.catalogue import missing, not_literal, places_of, spoken, translated


@pytest.fixture(scope="module")
def there():
    return translated()


def test_every_sentence_has_a_translation():
    lacking = [sentence.text for sentence in missing()]
    assert not lacking, "no translation for:\n" + "\n".join(lacking)


def test_every_sentence_is_a_literal():
    """A sentence that the program puts together can stand in no catalogue."""
    assert not_literal() == []


def test_every_translation_has_the_places_of_its_sentence(there):
    """{names} in braces: none lost, none invented. A plural form may leave out its number."""
    wrong = []
    for sentence in spoken():
        for text in there.get(sentence.text, ()):
            wanted = places_of(sentence.plural or sentence.text)
            if text and places_of(text) != wanted:
                wrong.append(f"{sentence.text} → {text}: {sorted(wanted ^ places_of(text))}")
    assert not wrong, "\n".join(wrong)


def test_a_sentence_means_one_thing():
    """One key cannot be said with and without a plural: the catalogue knows it once."""
    counted = {sentence.text for sentence in spoken() if sentence.plural}
    plain = {sentence.text for sentence in spoken() if not sentence.plural}
    assert counted & plain == set()


def test_nothing_stands_in_the_catalogue_that_nobody_says(there):
    unused = set(there) - {sentence.text for sentence in spoken()}
    assert not unused, "not said any more:\n" + "\n".join(sorted(unused))


def test_no_translation_is_just_the_english():
    words = {key: re.sub(r"\{\w+\}", "", key) for key in translated()}
    assert [key for key, texts in translated().items() if texts[0] == key and re.search("[A-Za-z]{4,}", words[key])] == []
