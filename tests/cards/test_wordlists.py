"""The word lists are read whole, and no word stands where it would undo another list."""

from __future__ import annotations

from dataclasses import fields

from quizgen.cards.wordlists import WordLists, word_lists


def test_every_list_is_read() -> None:
    assert all(getattr(word_lists(), field.name) for field in fields(WordLists))


def test_words_are_words() -> None:
    lists = word_lists()
    for field in fields(WordLists):
        if field.name in ("pairs", "opposites"):
            continue
        assert all(word.isalpha() for word in getattr(lists, field.name)), field.name


def test_light_words_are_of_one_kind() -> None:
    lists = word_lists()
    assert not lists.adverbs & lists.verbs
    assert not lists.prepositions & lists.verbs


def test_opposites_are_two_words() -> None:
    for pair in word_lists().opposites:
        one, two = sorted(pair)
        assert one.isalpha() and two.isalpha() and one != two
