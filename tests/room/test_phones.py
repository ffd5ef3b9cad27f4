"""Phones over real connections: they come in, see what the room may see, vote once, come back, and work as forms."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from jangmadang.room.answers import Options
from jangmadang.room.code import seal
from jangmadang.room.commands import Close, Lock, Next, Pause, Undo
from jangmadang.room.hosting import Room
from jangmadang.room.serving import Serving

from .web import Phone, Served, rules, served


async def test_a_phone_comes_in_by_the_code_and_keeps_its_ticket(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = Phone(at)
        first = await phone.get(f"/{at.room.code.lower()}")
        (secret,) = phone.cookies.values()
        assert first.status == 200 and len(secret) == 22
        assert "HttpOnly" in first.headers["set-cookie"] and "SameSite=Strict" in first.headers["set-cookie"]
        again = await phone.get()
        assert "set-cookie" not in again.headers and len(at.room.session.tickets) == 1
        assert secret not in again.text and at.room.path.read_bytes().find(secret.encode()) == -1


async def test_what_stands_in_a_story_is_words_on_every_page(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        await at.until("vote_open")
        page = (await phone.get()).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "Sell &lt;em&gt;ten&lt;/em&gt;" in page
        assert "<script>alert" not in page and "<em>" not in page
        assert page.count("<script") == 1 and "style=" not in page and "onclick" not in page


async def test_every_answer_forbids_what_no_page_here_needs(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        for path in ("", "notes", "state", "/", "/f", "/phone.mjs", "/nothing.here", "/ZZZZZZ"):
            answer = await phone.get(path)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "same-origin"
        policy = (await phone.get()).headers["content-security-policy"]
        for part in ("script-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'"):
            assert part in policy


async def test_a_vote_is_answered_when_it_is_kept_and_counts_once(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone, other = await at.phone(), await at.phone()
        await at.until("vote_open")
        answer = await phone.vote("sell", "first-try")
        assert (answer.status, answer.told["choice"]) == (200, "sell")
        await phone.vote("keep", "second-try")
        assert (await phone.vote("sell", "first-try")).told["choice"] == "sell"  # an old one that came late
        await other.vote("wait", "first-try")
        assert at.votes() == {"sell": 0, "keep": 1, "wait": 1}
        copy = tmp_path / "copy.room"
        copy.write_bytes(at.room.path.read_bytes())


async def test_votes_are_for_the_question_that_is_asked(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        assert (await phone.vote("sell", "too-early")).status == 409
        await at.until("vote_open")
        assert (await phone.vote("nothing", "no-such-one")).status == 400
        assert (await phone.vote("sell", "another-round", round=2)).status == 409
        await at.do(Close())
        closed = await phone.vote("sell", "too-late")
        assert closed.status == 409 and closed.told["words"] == "The vote is closed."
        assert at.votes() == {"sell": 0, "keep": 0, "wait": 0}


async def test_nothing_of_the_others_is_told_before_the_bars(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone, other = await at.phone(), await at.phone()
        await at.until("vote_open")
        await other.vote("sell", "first-try")
        for state in ("vote_open", "vote_closed"):
            await at.until(state)
            for path in ("", "state", "state?as=page&after=-1"):
                text = (await phone.get(path)).text
                assert "hint is secret" not in text and "Who, and why" not in text
                assert not re.search(r"\d votes?\b|in 100|\"votes\"", text)
        await at.until("reveal")
        assert "1 vote, 100 in 100" in (await phone.get()).text


async def test_a_stream_begins_with_ones_own_vote_and_all_that_is_shown(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        await at.until("vote_open")
        await phone.vote("keep", "first-try")
        async with phone.stream("events?as=page") as heard, phone.stream() as data:
            own = await heard.next("own")
            assert (own["question"], own["choice"]) == (1, "keep")
            assert "Keep it" in (await heard.next())["html"]
            shown = await data.next()
            assert shown["state"] == "vote_open" and [option["id"] for option in shown["options"]][1] == "keep"
            assert at.room.projector().phones == 1
            await at.do(Close())
            assert (await heard.until("vote_closed"))["v"] == (await data.until("vote_closed"))["v"]
        for _ in range(200):
            if not at.room.projector().phones:
                break
            await asyncio.sleep(0.01)
        assert at.room.projector().phones == 0


async def test_who_was_away_hears_the_last_and_not_all_in_between(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        async with phone.stream() as heard:
            await heard.next()
            for _ in range(6):
                await at.do(Pause())
            await at.until("vote_open")
            told = await heard.until("vote_open")
            assert told["question"] == 1 and "paused" not in told


async def test_where_streams_are_kept_back_asking_does_as_well(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        now = (await phone.get("state?as=page&after=-1")).told
        waiting = asyncio.create_task(phone.get(f"state?as=page&after={now['shown']['v']}"))
        await asyncio.sleep(0.05)
        assert not waiting.done() and at.room.projector().phones == 1
        await at.do(Next())
        told = (await waiting).told
        assert told["shown"]["state"] == "scene" and told["own"]["ticket"] == 1


async def test_of_too_many_streams_of_one_phone_the_oldest_ends(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        async with phone.stream() as oldest, phone.stream(), phone.stream(), phone.stream(), phone.stream() as newest:
            assert await oldest.ended()
            await newest.next()
            await at.do(Next())
            await newest.until("scene")
            assert at.room.projector().phones == 1


async def test_without_script_a_form_votes_and_says_how_it_went(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        await at.until("vote_open")
        page = (await phone.get()).text
        assert f'action="/{at.room.code}/vote"' in page and 'name="q" value="1"' in page
        none = await phone.form("vote", "q=1&round=1")
        assert none.status == 400 and "Choose one first." in none.text and "<fieldset" in none.text
        voted = await phone.form("vote", "q=1&round=1&choice=keep")
        assert (voted.status, voted.headers["location"]) == (303, f"/{at.room.code}")
        page = (await phone.get()).text
        assert "Saved: 2. You can change it." in page and page.count("checked") == 1
        await phone.form("vote", "q=1&round=1&choice=sell")
        await phone.form("vote", "q=1&round=1&choice=keep")
        assert at.votes() == {"sell": 0, "keep": 1, "wait": 0}
        await at.do(Close())
        late = await phone.form("vote", "q=1&round=1&choice=sell")
        assert late.status == 409 and "The vote is closed." in late.text


async def test_a_wish_for_a_pause_reaches_who_leads_and_says_no_name(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        answer = await phone.send("pause", rid="abcdefgh")
        assert answer.status == 200 and "Nobody sees who asked." in answer.told["words"]
        assert at.room.remote().asks == 1
        assert "passed on" in (await (await at.phone()).form("pause")).text


async def test_a_shut_door_keeps_newcomers_out_and_lets_the_others_go_on(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        await at.do(Lock())
        new = await Phone(at).get()
        assert new.status == 403 and "door is shut" in new.text and not new.cookies
        assert (await phone.get()).status == 200


async def test_a_prefetch_is_nobody(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        assert (await Phone(at).get(Sec_Purpose="prefetch;prerender")).status == 503
        assert not at.room.session.tickets


async def test_paper_tickets_let_one_phone_in_each(tmp_path: Path) -> None:
    async with served(tmp_path, Options(paper=(seal("ABCDEFGH"), seal("JKMNPQRS")))) as at:
        phone = Phone(at)
        assert "code on your ticket" in (await phone.get()).text and not phone.cookies
        wrong = await phone.form("join", "paper=ZZZZZZZZ")
        assert wrong.status == 403 and "not known" in wrong.text
        assert (await phone.form("join", "paper=abcd-efgh")).status == 303 and phone.cookies
        assert (await Phone(at).form("join", "paper=ABCDEFGH")).status == 403


async def test_groups_choose_their_table_and_its_reader_closes_the_vote(tmp_path: Path) -> None:
    async with served(tmp_path, Options(groups=2)) as at:
        first, second, third = Phone(at), Phone(at), Phone(at)
        assert "Table 2" in (await first.get()).text and not first.cookies
        for phone, table in ((first, 1), (second, 2), (third, 2)):
            assert (await phone.form("join", f"group={table}")).status == 303
        async with first.stream("events?as=page"), second.stream("events?as=page") as heard, third.stream():
            assert (await heard.next("own"))["reader"]
            for _ in range(4):
                if at.room.phone(2)[0].state == "vote_open":
                    break
                await at.do(Next())
            page = (await second.get()).text
            assert "Table 2" in page and "Close our table" in page
            assert re.search(r'<form id="reader"[^>]*close">', page)
            question = at.room.phone(2)[0].question
            assert (await third.send("close", q=question, round=1)).status != 200
            await second.vote("sell", "first-try", q=question)
            assert (await second.send("close", q=question, round=1)).status == 200
            assert (at.room.phone(2)[0].scene, at.room.phone(1)[0].scene) == ("The row", "The <i>stall</i>")


async def test_after_a_break_a_phone_is_known_and_its_vote_counts_once(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        await at.until("vote_open")
        await phone.vote("keep", "sent-before")
        path = at.room.path
    async with Room.resumed(path, rules()) as room, await Serving.open(room, port=0) as serving:
        later = Served(room, serving, [])
        back = Phone(later)
        back.cookies = phone.cookies
        assert "Saved: 2." in (await back.get()).text
        assert (await back.vote("keep", "sent-before")).status == 200
        assert later.votes() == {"sell": 0, "keep": 1, "wait": 0}


async def test_a_vote_taken_back_with_its_question_is_not_the_next_ones(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        await at.until("vote_open")
        await phone.vote("keep", "first-try")
        await at.until("outcome")
        await at.do(Undo())
        await at.until("outcome")
        assert (await phone.vote("sell", "much-later")).status == 409


async def test_the_notes_are_a_page_and_the_door_is_one_too(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = await at.phone()
        assert "There is none yet." in (await phone.get("notes")).text
        assert "six signs" in (await phone.get("/")).text
        found = await Phone(at).form("/", f"code={at.room.code[:3].lower()}-{at.room.code[3:]}")
        assert (found.status, found.headers["location"]) == (303, f"/{at.room.code}")
        assert (await Phone(at).form("/", "code=ZZZZZZ")).status == 404


@pytest.mark.parametrize("name", ["phone.mjs", "remote.mjs", "stream.mjs"])
async def test_scripts_are_given_and_nothing_else_of_the_folder(tmp_path: Path, name: str) -> None:
    async with served(tmp_path) as at:
        given = await Phone(at).get(f"/{name}")
        assert given.status == 200 and given.headers["content-type"].startswith("text/javascript")
        for path in ("/common.css", "/page/phone.mjs", f"/{name}/x", f"/../{name}", "/pages.py"):
            assert (await Phone(at).get(path)).status == 404


async def test_a_first_visit_is_small(tmp_path: Path) -> None:
    async with served(tmp_path) as at:
        phone = Phone(at)
        sizes = [len((await phone.get(path)).body) for path in ("", "/phone.mjs", "/stream.mjs", "state?as=page")]
        assert sum(sizes) < 30_000, sizes
