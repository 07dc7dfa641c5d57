from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from web.messages import functions
from web.shown import environment
from words.language import language


def made(template: str, **given: object) -> str:
    return environment("en").from_string(template).render(given)


def test_what_is_filled_into_a_message_is_escaped_unless_it_is_markup() -> None:
    template = '{{ _("%(a)s and %(b)s", a=a, b=b) }}'
    assert made(template, a="<b>", b=Markup("<i>")) == "&lt;b&gt; and <i>"


def test_a_message_counts_and_takes_its_variables_in_a_loop() -> None:
    template = '{% for n in counts %}{{ ngettext("%(n)s row", "%(n)s rows", n, n=n) }};{% endfor %}'
    assert made(template, counts=[1, 2]) == "1 row;2 rows;"


def test_a_message_between_tags_takes_its_variables() -> None:
    template = "{% for name in names %}{% trans name=name %}by {{ name }}{% endtrans %};{% endfor %}"
    assert made(template, names=["<b>", "c"]) == "by &lt;b&gt;;by c;"


def test_messages_say_what_those_of_jinja_say() -> None:
    said = language("fr")
    theirs: Any = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    theirs.install_gettext_callables(
        said.gettext, said.ngettext, newstyle=True, pgettext=said.pgettext, npgettext=said.npgettext
    )
    template = (
        '{{ _("100 %% of %(x)s", x="<") }} {{ pgettext("first of a month", "1") }} {{ ngettext("a", "%(num)s a", 3) }}'
    )
    ours = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    ours.globals.update(functions(said))
    assert ours.from_string(template).render() == theirs.from_string(template).render()


def test_a_text_that_is_kept_as_a_mark_stays_escaped_beside_markup_that_reads_the_same() -> None:
    template = "{{ marks.flag(one) }} {{ marks.flag(other) }}"
    shown = made(template, one=Markup("<b>x</b>"), other="<b>x</b>")
    assert shown == '<span class="flag "><b>x</b></span> <span class="flag ">&lt;b&gt;x&lt;/b&gt;</span>'
