// Listens to the room and puts what it shows in place. A phone sleeps whenever it likes, and a browser does not say that
// its stream died meanwhile: after every waking, and after forty silent seconds, the old one is dropped for a new one.

const SILENT = 40_000 // milliseconds; the room says something every fifteen seconds
const FIRST = 6_000 // until the first word, or else somebody on the way keeps streams back: then it is asked for instead
const soon = () => 600 + Math.random() * 800 // not all at once

/**
 * @param {string} at the room's path
 * @param {{shown: (sent: object) => void, own?: (own: object) => void, link: (on: boolean) => void}} hear
 */
export function follow(at, hear) {
  let stream, again, first, asking
  let heard = Date.now()
  let last = Date.now()
  let version = document.body.dataset.v ?? -1

  const word = () => {
    heard = Date.now()
    clearTimeout(first)
    hear.link(true)
  }

  function shown(sent) {
    version = sent.v
    hear.shown(sent)
  }

  function drop() {
    clearTimeout(again)
    clearTimeout(first)
    asking?.abort()
    if (stream) stream.onopen = stream.onerror = stream.onmessage = null
    stream?.close()
  }

  function open() {
    drop()
    heard = Date.now()
    if (!window.EventSource) return void ask()
    stream = new EventSource(`${at}/events?as=page`)
    stream.onmessage = (told) => (word(), shown(JSON.parse(told.data)))
    stream.addEventListener("own", (told) => (word(), hear.own?.(JSON.parse(told.data))))
    stream.addEventListener("breath", word)
    stream.onerror = broken
    first = setTimeout(() => (drop(), ask()), FIRST)
  }

  function broken() {
    drop()
    hear.link(false)
    again = setTimeout(look, soon())
  }

  // Once after every break: a room that does not know this phone any more is entered anew.
  async function look() {
    if (await asked(-1)) open()
  }

  async function ask() {
    while (await asked(version));
  }

  async function asked(after) {
    asking = new AbortController()
    const here = asking
    const late = setTimeout(() => here.abort(), 30_000)
    try {
      const answer = await fetch(`${at}/state?as=page&after=${after}`, { signal: here.signal })
      if (answer.status === 403 || answer.status === 404) return void location.reload()
      if (!answer.ok) throw new Error(String(answer.status))
      const told = await answer.json()
      if (here !== asking) return false
      word()
      if (told.own) hear.own?.(told.own)
      shown(told.shown)
      return true
    } catch {
      if (here === asking) {
        hear.link(false)
        again = setTimeout(look, soon())
      }
      return false
    } finally {
      clearTimeout(late)
    }
  }

  const woken = () => document.visibilityState === "visible" && open()
  document.addEventListener("visibilitychange", woken)
  document.addEventListener("resume", woken)
  addEventListener("pageshow", (told) => told.persisted && woken())
  addEventListener("online", woken)
  setInterval(() => {
    const slept = Date.now() - last > 20_000
    last = Date.now()
    if (slept || Date.now() - heard > SILENT) open()
  }, 5_000)
  open()
}

/** Put words where they are not yet: what is the same stays, so that a finger on a button, or a word half typed, does too. */
export function put(place, html) {
  const focused = document.activeElement
  const held = place.contains(focused)
  const made = document.createElement("template")
  made.innerHTML = html
  same(place, made.content)
  if (held && !focused.isConnected) document.getElementById("scene")?.focus({ preventScroll: true })
}

function same(old, fresh) {
  const were = [...old.childNodes]
  const are = [...fresh.childNodes]
  are.forEach((now, at) => {
    const was = were[at]
    if (!was) old.append(now)
    else if (!alike(was, now)) was.replaceWith(now)
    else if (was.nodeType !== Node.ELEMENT_NODE) {
      if (was.data !== now.data) was.data = now.data
    } else {
      attributes(was, now)
      same(was, now)
    }
  })
  were.slice(are.length).forEach((was) => was.remove())
}

const alike = (was, now) =>
  was.nodeName === now.nodeName && ["id", "name", "type", "for"].every((key) => was.getAttribute?.(key) === now.getAttribute?.(key))

const OWN = ["open", "checked"] // what a person does to a page

function attributes(was, now) {
  for (const { name } of [...was.attributes]) if (!now.hasAttribute(name) && !OWN.includes(name)) was.removeAttribute(name)
  for (const { name, value } of now.attributes) if (was.getAttribute(name) !== value) was.setAttribute(name, value)
}

/** Say it in the one line that is read aloud. */
export function say(words) {
  const line = document.getElementById("status")
  if (line.textContent !== words) line.textContent = words
}

export function link(on) {
  const words = on ? "● connected" : "○ no connection: it is tried again by itself"
  const line = document.getElementById("link")
  if (line.textContent !== words) line.textContent = words
}

/** A name for what is sent: sent twice under one name, it counts once. */
export function rid() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((part) => part.toString(16).padStart(2, "0")).join("")
}

/** Send it, and give the answer and what it says; throws where there is none in five seconds. */
export async function post(to, what) {
  const giving = new AbortController()
  const late = setTimeout(() => giving.abort(), 5_000)
  try {
    const headers = { "Content-Type": "application/json" }
    const answer = await fetch(to, { method: "POST", headers, body: JSON.stringify(what), signal: giving.signal })
    return [answer.status, await answer.json()]
  } finally {
    clearTimeout(late)
  }
}
