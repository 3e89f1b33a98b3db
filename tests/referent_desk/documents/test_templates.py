import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from referent_desk import resource_files
from referent_desk.documents import (
    ItemList,
    Paragraph,
    Run,
    Style,
    TemplateError,
    UnknownField,
    fill,
    letter_blocks,
)
from referent_desk.documents.markdown import MAX_TEXT
from referent_desk.documents.templates import MAX_TEMPLATE
from referent_desk.families import Family, Person
from referent_desk.followup import Referral
from referent_desk.office import Office


def test_fields_conditions_and_lists() -> None:
    template = "{{ name }}{% if needs %} : {{ needs | join(', ') }}{% endif %}."
    assert fill(template, {"name": "Mme Noël", "needs": ["un", "deux"]}) == "Mme Noël : un, deux."
    assert fill(template, {"name": "Mme Noël", "needs": []}) == "Mme Noël."


@pytest.mark.parametrize("pronoun", ["Elle", "Il", "Cette personne"])
@pytest.mark.parametrize("needs", [[], ["du soutien"], ["du soutien", "un répit", "des repères"]])
def test_the_shipped_letter_fills(pronoun: str, needs: list[str]) -> None:
    fields = {
        "relative": "Mme Claire Noël",
        "relative_pronoun": pronoun,
        "resource": "Similes Wallonie",
        "needs": needs,
        "referent_title": "Référente famille",
    }
    text = fill(resource_files.text("letters/referral.md"), fields)
    assert text.startswith("Madame, Monsieur,")
    assert all(need in text for need in needs)
    assert all(isinstance(block, Paragraph) for block in letter_blocks(text))


def test_unknown_fields_are_named() -> None:
    with pytest.raises(UnknownField) as caught:
        fill("{% if 0 %}{{ prenom }}{% endif %} {{ nom }}", {"name": "x"})
    assert caught.value.names == ("nom", "prenom")
    assert "nom (ligne 1), prenom (ligne 1)" in caught.value.message


def test_a_fault_tells_its_line() -> None:
    with pytest.raises(TemplateError, match="ligne 2"):
        fill("un\n{% if %}", {})


@pytest.mark.parametrize(
    "template",
    [
        "{{ name.__class__.__mro__ }}",
        "{{ name.center(1000000000) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{% set a = name ~ name %}{{ a }}",
        "{% for a in name %}{% for b in name %}{{ b }}{% endfor %}{% endfor %}",
        "{{ name | join(name) | join(name) | join(name) | join(name) }}",
        "{{ name | format }}",
        "{% include 'x' %}",
        "{{ range(10) | join }}",
        "{% macro m() %}{% endmacro %}",
        "{{ name[3][9] }}",
        "{{ " + "(" * 2000 + "name" + ")" * 2000 + " }}",
    ],
)
def test_a_template_runs_no_code(template: str) -> None:
    with pytest.raises(TemplateError):
        fill(template, {"name": "Noël"})


def test_sizes_are_limited() -> None:
    with pytest.raises(TemplateError):
        fill("a" * (MAX_TEMPLATE + 1), {})
    with pytest.raises(TemplateError):
        fill("{{ name }}" * 10, {"name": "a" * MAX_TEXT})
    with pytest.raises(TemplateError):
        letter_blocks("a" * (MAX_TEXT + 1))


def _lines(text: str) -> list[str]:
    """Markdown keeps neither the spaces around a line nor the number of empty ones."""
    stripped = (line.strip() for line in re.split(r"[\r\n]", text.replace("\0", "\ufffd")))
    return [line for line in stripped if line]


@given(st.text(max_size=40) | st.text(alphabet="a1 _*`\\<>&-+.)\r\n\t#[~é", max_size=20))
@example("x<__a__<x")
@example("\x1f>")
@example("a\n- b\n1. c\n> d")
def test_a_field_s_text_is_text(value: str) -> None:
    runs: list[Run] = []
    for block in letter_blocks(fill("{{ name }}", {"name": value})):
        assert isinstance(block, Paragraph)
        runs += [*block.runs, Run("\n")]
    assert {run.style for run in runs} <= {Style.PLAIN}
    assert _lines("".join(run.text for run in runs)) == _lines(value)


@pytest.mark.parametrize("value", ["prenom_nom@exemple.be", "3.5 km", "-10 %", "a - b"])
def test_what_needs_no_escape_is_left_as_it_is(value: str) -> None:
    assert fill("{{ name }}", {"name": value}) == value


def test_styles() -> None:
    (block,) = letter_blocks("Un **mot** *doux*, `j'ai dit*`.")
    assert block == Paragraph(
        (
            Run("Un "),
            Run("mot", Style.STRONG),
            Run(" "),
            Run("doux", Style.EMPHASIS),
            Run(", "),
            Run("j'ai dit*", Style.VERBATIM),
            Run("."),
        )
    )


def test_a_quotation_is_verbatim() -> None:
    assert letter_blocks("> J'ai **peur** !") == (Paragraph((Run("J'ai peur !", Style.VERBATIM),)),)


def test_lists_and_line_breaks() -> None:
    assert letter_blocks("un\ndeux\n\n- a\n- b\n\n3. c\n4. d") == (
        Paragraph((Run("un\ndeux"),)),
        ItemList(((Run("a"),), (Run("b"),))),
        ItemList(((Run("c"),), (Run("d"),)), 3),
    )


@pytest.mark.parametrize(
    "text", ["<b>gras</b>", "# titre", "[lien](https://exemple.be)", "| a | b |", "&amp;", "~~~"]
)
def test_the_rest_of_markdown_and_html_is_text(text: str) -> None:
    assert letter_blocks(text) == (Paragraph((Run(text),)),)


@given(st.text(max_size=200))
def test_any_text_makes_blocks(text: str) -> None:
    letter_blocks(text)


def test_a_damaged_template_is_told(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claire = Person("Claire", "Lacroix", "Mme")
    family_id = office.families.create(Family("Lacroix"), [claire])
    [person] = office.families.open_file(family_id).people
    referral = Referral(family_id, office.directory.list()[0].id, person.id)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "referral.md").write_bytes(b"\xff\xfe")
    monkeypatch.setattr(resource_files, "path", lambda relative: tmp_path / relative)
    with pytest.raises(TemplateError, match="abîmé"):
        office.documents.compose(referral)
