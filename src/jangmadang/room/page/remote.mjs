// The facilitator's phone: every button is a form that is sent with the version it was drawn for, so that of two devices
// that decide at once only one does.

import { follow, link, post, put, rid, say } from "./stream.mjs"

const shown = document.getElementById("shown")
let pressed = null
let heard = Date.now()

const clock = (ms) => `${Math.floor(Math.abs(ms) / 60_000)}:${String(Math.floor(Math.abs(ms) / 1000) % 60).padStart(2, "0")}`

// Which button it was, where the browser does not say so itself.
addEventListener("click", (event) => (pressed = event.target.closest?.("button")), true)

async function send(form, button) {
  const fields = Object.fromEntries(new FormData(form))
  if (button?.name) fields[button.name] = button.value
  say("Sending…")
  const what = { ...fields, rid: rid() }
  for (let tries = 0; ; tries++) {
    try {
      const [status, told] = await post("/f/do", what)
      if (status === 429 && tries < 5) throw new Error("429")
      say(status === 200 ? "Done." : told.words)
      if (status === 200) form.reset()
      return
    } catch {
      if (tries > 20) return say("That did not get through. Look at the wall before you try again.")
      say("Not done yet: there is no connection. It is sent again by itself.")
      await new Promise((then) => setTimeout(then, 700))
    }
  }
}

if (shown) {
  addEventListener("submit", (event) => {
    event.preventDefault()
    send(event.target, event.submitter ?? pressed)
  })
  follow("/f", {
    shown(sent) {
      heard = Date.now()
      put(shown, sent.html)
      if (document.getElementById("status").dataset.said !== sent.said) say(sent.said)
      document.getElementById("status").dataset.said = sent.said
    },
    link,
  })
  setInterval(() => {
    for (const time of shown.querySelectorAll("time")) {
      const { left, runs } = time.dataset
      const ms = runs ? Number(runs) + Date.now() - heard : Math.max(0, Number(left) - (Date.now() - heard))
      time.textContent = clock(ms)
    }
  }, 1_000)
} else {
  // Until the digits are typed at the laptop.
  setInterval(async () => {
    try {
      const [status, told] = await post("/f/pair", {})
      if (told.paired || status === 403) location.assign("/f")
    } catch {
      say("There is no connection. It is tried again by itself.")
    }
  }, 1_500)
}
