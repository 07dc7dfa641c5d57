import pytest

from jalon.__main__ import main
from words.catalogues import found, path_of


def test_the_catalogues_are_brought_up_to_date(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr("words.catalogues.LOCALE", tmp_path)
    path = path_of("fr")
    path.parent.mkdir()
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n', encoding="utf-8")
    assert main(["words"]) == 0
    said = capsys.readouterr().out
    assert found() == ("fr",)
    assert said.startswith("fr: ")
    assert said.endswith(" not translated\n")
    assert 'msgid "not moved"\nmsgstr ""' in path.read_text(encoding="utf-8")
