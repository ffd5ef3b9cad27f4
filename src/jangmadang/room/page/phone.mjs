// A phone: a tap is a vote. It is saved when the room has said so and not before; until then it is sent again and again
// under one name, so that it counts once.

import { follow, link, post, put, rid, say } from "./stream.mjs"

const { at } = document.body.dataset
const shown = document.getElementById("shown")
let now = { question: Number(document.body.dataset.question), round: Number(document.body.dataset.round), said: "" }
let own = {} // what the room has of this phone
let wanted = null // what was tapped and is not answered yet
let sending = false
let again
let byKeys = false

document.documentElement.classList.add("scripted")

const here = (vote) => vote && vote.question === now.question && vote.round === now.round
const radio = (choice) => [...shown.querySelectorAll("input[type=radio]")].find((one) => one.value === choice)

/** Mark what was chosen, and say how it stands with it. */
function mark() {
  const vote = here(wanted) ? wanted : here(own) ? own : null
  const chosen = vote && vote.choice ? radio(vote.choice) : null
  for (const one of shown.querySelectorAll("input[type=radio]")) one.checked = one === chosen
  const reader = document.getElementById("reader")
  if (reader) reader.hidden = !own.reader
  if (here(wanted)) return
  if (chosen) say(`Saved: ${chosen.dataset.number}. You can change it.`)
  else if (now.said) say(now.said)
}

function want(choice) {
  wanted = { question: now.question, round: now.round, choice, rid: rid() }
  say("Sending…")
  clearTimeout(again)
  if (byKeys) again = setTimeout(send, 400) // arrow keys go over several
  else send()
}

async function send() {
  if (sending || !wanted) return
  sending = true
  const vote = wanted
  let wait = 0
  try {
    const { question: q, round, choice, rid } = vote
    const [status, told] = await post(`${at}/vote`, { q, round, choice, rid })
    if (status === 200) {
      own = { ...own, question: vote.question, round: vote.round, choice: vote.choice }
      if (wanted === vote) wanted = null
      mark()
    } else if (status === 429 || status === 503) {
      wait = 1_000
    } else if (wanted === vote) {
      wanted = null
      mark()
      say(told.words)
      if (status === 403) location.reload()
    }
  } catch {
    wait = 700
    if (wanted === vote) say("Not saved yet: there is no connection. It is sent again by itself.")
  }
  sending = false
  if (wanted) again = setTimeout(send, wait)
}

addEventListener("keydown", () => (byKeys = true), true)
addEventListener("pointerdown", () => (byKeys = false), true)

shown.addEventListener("change", (event) => {
  if (event.target.name === "choice") want(event.target.value)
})

addEventListener("submit", async (event) => {
  const form = event.target
  if (!["ballot", "pause", "reader"].includes(form.id)) return
  event.preventDefault()
  if (form.id === "ballot") {
    const chosen = shown.querySelector("input[type=radio]:checked")
    if (chosen) want(chosen.value)
    return
  }
  try {
    const [status, told] = await post(form.action, { q: now.question, round: now.round, rid: rid() })
    if (form.id === "pause" || status !== 200) say(told.words)
  } catch {
    say("That did not get through: there is no connection. Try again.")
  }
})

follow(at, {
  shown(sent) {
    const before = document.getElementById("scene").textContent
    now = sent
    put(shown, sent.html)
    mark()
    if (document.getElementById("scene").textContent !== before) scrollTo(0, 0)
  },
  own(told) {
    own = told
    mark()
  },
  link,
})
