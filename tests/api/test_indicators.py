from tests.api.said import a_programme
from tests.api.serving import Served


def test_an_observation_that_was_restated_is_answered_as_it_was_known_at_each_moment(shared: Served) -> None:
    programme = a_programme(shared)
    defined = {"code": "I1", "title": {"en": "Trained"}, "measure": "unit", "ascending": True}
    shared.told(f"{programme}/indicators", defined)
    one = f"{programme}/indicators/I1"
    shared.told(f"{one}/set-target", {"by": "2018", "value": "100", "on": "2018-01-01"})
    shared.told(f"{one}/observe", {"period": "2018", "value": "120"})
    before = shared.seen
    of = f"indicator:{programme.removeprefix('/programmes/')}/I1"
    shared.told("/corrections", {"of": of, "entry": 3, "reason": "Counted twice.", "say": {"value": "99.5"}})
    now, then = shared.asked(one), shared.asked(one, {"known_at": before})
    assert (now["latest"]["value"], then["latest"]["value"]) == ("99.5", "120")
    assert ([each["reason"] for each in now["latest"]["restated"]], then["latest"]["restated"]) == (
        ["Counted twice."],
        [],
    )
    assert (now["distance"]["difference"], now["distance"]["reached"]) == ("-0.5", False)
    assert (then["distance"]["difference"], then["distance"]["reached"]) == ("20", True)
    assert shared.asked(one, {"as_of": "2018-06-30"})["latest"] is None
    again = shared.tell(f"{one}/observe", {"period": "2018-01/2018-12", "value": "1"})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/observed-already")
