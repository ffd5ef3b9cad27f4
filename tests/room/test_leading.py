"""The facilitator's phone: let in by six digits typed at the laptop, and able to do all that the keys there can."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import get_args

from jangmadang.room.answers import Options
from jangmadang.room.commands import AnyCommand, Pair
from jangmadang.room.remote_page import drawn

from .web import Phone, Served, served


async def paired(at: Served) -> Phone:
    """A phone that leads."""
    phone = Phone(at)
    page = (await phone.get("/f")).text
    digits = re.search(r"<strong>(\d{3}) (\d{3})</strong>", page)
    assert digits is not None
    assert (await phone.send("/f/pair")).told["paired"] is False
    await at.do(Pair(digits[1] + digits[2]))
    assert (await phone.send("/f/pair")).told == {"paired": True}
    return phone


async def test_six_digits_let_one_phone_lead_and_only_that(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        lead = await paired(at)
        assert ">Begin <kbd" in (await lead.get("/f")).text
        other = await at.phone()
        for path in ("/f/events", "/f/state"):
            assert (await other.get(path)).status == 403
        assert (await other.send("/f/do", command="next", seen=0)).status == 403
        other.cookies |= {name: value[::-1] for name, value in lead.cookies.items() if name.startswith("lead")}
        assert (await other.send("/f/do", command="next", seen=0)).status == 403
        assert at.room.projector().state == "lobby"


async def test_what_a_phone_shows_is_not_enough_to_be_let_in(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        asks, thief = Phone(at), Phone(at)
        page = (await asks.get("/f")).text
        digits = "".join(re.findall(r"\d{3}", page.partition('class="digits"')[2])[:2])
        await at.do(Pair(digits))
        assert (await thief.send("/f/pair")).status == 403
        thief.cookies[f"pair_{at.room.code}"] = digits + "A" * 16
        assert (await thief.send("/f/pair")).status == 403
        assert (await asks.send("/f/pair")).told["paired"]


async def test_a_reload_shows_the_same_digits_and_few_may_wait(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = Phone(at)
        first, again = (await phone.get("/f")).text, (await phone.get("/f")).text
        assert re.findall(r"\d{3} \d{3}", first) == re.findall(r"\d{3} \d{3}", again)
        assert 429 in [(await Phone(at).get("/f")).status for _ in range(7)]


async def test_a_command_names_what_it_saw_and_a_second_device_does_not_decide_twice(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        lead, second = await paired(at), await paired(at)
        await at.until("vote_open")
        async with lead.stream("/f/events") as heard:
            seen = (await heard.next())["projector"]["version"]
        assert (await lead.send("/f/do", command="close", seen=seen, rid="abcdefgh")).status == 200
        stale = await second.send("/f/do", command="reveal", seen=seen, rid="ijklmnop")
        assert stale.status == 409 and stale.told["words"]
        assert at.room.projector().state == "vote_closed"
        assert (await lead.send("/f/do", command="close", seen=seen, rid="abcdefgh")).status == 200  # the same again
        assert at.room.projector().state == "vote_closed"


async def test_it_sees_hints_and_tallies_as_they_come(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        lead, phone = await paired(at), await at.phone()
        await at.until("vote_open")
        async with lead.stream("/f/events?as=page") as heard:
            html = (await heard.next())["html"]
            assert "The hint is secret" in html and "0 votes" in html and "<em>" not in html
            await phone.vote("keep", "first-try")
            while "1 vote<" not in html:
                html = (await heard.next())["html"]


async def test_every_command_can_be_given_from_its_page(tmp_path: Path) -> None:
    async with served(tmp_path, Options(groups=2)) as several, served(tmp_path / "b") as alone:
        tables = [Phone(several), Phone(several)]
        for number, table in enumerate(tables, 1):
            await table.form("join", f"group={number}")
        found: set[str] = set()
        for at in (several, alone):
            await at.phone()
            for state in ("lobby", "scene", "vote_open", "vote_closed", "reveal", "decide"):
                if at is alone:
                    await at.until(state)
                html = drawn(at.room.remote())
                found |= set(re.findall(r'name="command" value="(\w+)"', html))
        named = {command.__struct_config__.tag for command in get_args(AnyCommand)}
        assert named - found <= {"pair", "mute"}, named - found
        await alone.room.ask_pause(1)
        assert 'value="mute"' in drawn(alone.room.remote())


async def test_plain_forms_lead_too(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        lead = await paired(at)
        await at.phone()

        async def press(fields: str) -> None:
            seen = at.room.projector().version
            answer = await lead.form("/f/do", f"seen={seen}&{fields}")
            assert answer.status == 303, answer.text

        await press("command=next")
        await press("command=next")
        await press("command=hands&count.sell=3&count.keep=&count.wait=2")
        await press("command=people&count=7")
        await press("command=note&words=Somebody+said+%3Cb%3Eno%3C%2Fb%3E")
        await press("command=close")
        await press("command=reveal")
        assert at.votes() == {"sell": 3, "keep": 0, "wait": 2}
        refused = await lead.form("/f/do", f"seen={at.room.projector().version}&command=open")
        assert refused.status == 409 and "Facilitator" in refused.text
        page = (await lead.get("/f")).text
        assert "Somebody said &lt;b&gt;no&lt;/b&gt;" in page
        await press("command=decide&choice=wait&reason=They+argued+for+it")
        assert at.room.projector().scene == "The row"


async def test_what_is_no_command_is_refused_in_words(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        lead = await paired(at)
        for told in ({"command": "nothing"}, {"command": "stop", "args": {"minutes": "x"}}, {"seen": 1}, {}):
            answer = await lead.send("/f/do", **({"seen": 0} | told))
            assert answer.status == 400 and answer.told["words"].endswith(".")


async def test_the_wall_and_the_phones_never_show_what_is_the_facilitators(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        lead, phone = await paired(at), await at.phone()
        secret = lead.cookies[f"lead_{at.room.code}"]
        await at.until("vote_open")
        await at.room.do(Pair("000000"), 0)
        shown = str(at.room.projector()) + (await phone.get()).text + (await phone.get("state")).text
        assert secret not in shown and "hint is secret" not in shown and '"/f' not in shown
        assert secret.encode() not in at.room.path.read_bytes()


async def test_asking_in_place_of_a_stream(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        lead = await paired(at)
        now = (await lead.get("/f/state?as=page")).told["shown"]
        waiting = asyncio.create_task(lead.get(f"/f/state?as=page&after={now['v']}"))
        await asyncio.sleep(0.05)
        await at.until("scene")
        assert (await waiting).told["shown"]["state"] == "scene"
