// The page: a screen as large as the window, joined to a game by a socket.
// Keys go out as bytes and a new size as {"size": [columns, rows]}; the screen comes in as bytes, and as words what is
// over, a file to keep or an address to open.

import { listen } from "./keys.mjs"
import { Painter } from "./paint.mjs"
import { said } from "./saying.mjs"
import { Screen } from "./screen.mjs"

const COLUMNS = [20, 300]
const ROWS = [10, 120]
const LEAST = [56, 18] // columns and rows that the game wants: letters become smaller for it, within reason
const LETTERS = [9, 18] // pixels
const ASKED = [6, 96] // pixels that the address may ask for
const PIECE = 16384 // bytes sent at once
const PATIENCE = 150 // milliseconds after which a frame is drawn that was begun and not ended
const STILL = 200 // milliseconds without a change after which what is new is said

const here = (id) => document.getElementById(id)
const [veil, again, keys] = [here("veil"), here("again"), here("keys")]
const within = (number, [low, high]) => Math.min(Math.max(number, low), high)
const screen = new Screen(80, 24, told)
const painter = new Painter(here("screen"), here("probe"), screen)
let socket = null

// As large as leaves room for the least, unless the address says how large: ?font=24.
function letters() {
  const asked = Number(new URLSearchParams(window.location.search).get("font"))
  if (asked) return within(asked, ASKED)
  const { width, height } = painter.letter(100)
  return within(100 * Math.min(window.innerWidth / LEAST[0] / width, window.innerHeight / LEAST[1] / height), LETTERS)
}

function fit() {
  painter.letters(letters())
  const columns = within(Math.floor(window.innerWidth / painter.cell.width), COLUMNS)
  const rows = within(Math.floor(window.innerHeight / painter.cell.height), ROWS)
  // What is left over lies around the cells, in whole pixels of the display: they stay sharp.
  const rim = (length) => `${Math.floor((Math.max(length, 0) / 2) * devicePixelRatio) / devicePixelRatio}px`
  const [wide, high] = [columns * painter.cell.width, rows * painter.cell.height]
  here("game").style.padding = `${rim(window.innerHeight - high)} ${rim(window.innerWidth - wide)}`
  if (columns !== screen.columns || rows !== screen.rows.length) screen.resize(columns, rows)
  tellSize()
  draw()
}

let size = "" // as the game knows it

function tellSize() {
  const now = JSON.stringify({ size: [screen.columns, screen.rows.length] })
  if (now === size || !isOpen()) return
  socket.send(now)
  size = now
}

// What has come is drawn with the display's next frame, once the game's own frame is whole.
let asked = 0

function draw() {
  asked ||= requestAnimationFrame((now) => {
    asked = 0
    if (!screen.written) return
    if (screen.heldSince && now - screen.heldSince < PATIENCE) {
      draw()
      return
    }
    painter.paint()
    dress(screen)
    const { x, y, shown } = screen.cursor
    const { width, height } = painter.cell
    Object.assign(keys.style, { left: `${x * width}px`, top: `${y * height}px` })
    Object.assign(keys.style, { height: `${height}px`, minWidth: `${width}px` })
    keys.classList.toggle("shown", shown)
    veil.hidden = true
    speak()
  })
}

// All around the cells takes the game's paper, and becomes dark or light with it.
function dress({ paper }) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(paper.slice(at, at + 2), 16))
  const page = document.documentElement
  page.style.setProperty("--paper", paper)
  page.classList.toggle("light", 2 * red + 5 * green + blue > 1024)
  document.querySelector("meta[name=theme-color]").content = paper
}

let rows = []
let still = 0

function speak() {
  clearTimeout(still)
  still = setTimeout(() => {
    const before = rows
    rows = screen.words()
    const news = said(before, rows)
    if (news) here("said").textContent = news
  }, STILL)
}

// What the game asks of its terminal besides drawing. It may give to the clipboard; it is never told what lies there.
function told(what, text) {
  if (what === "answer") type(text)
  else if (what === "title") document.title = text || "jangmadang"
  else if (what === "pointer") painter.element.style.cursor = text
  else if (what === "copy") navigator.clipboard?.writeText(new TextDecoder().decode(bytes(text))).catch(() => {})
}

function bytes(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

function isOpen() {
  return socket?.readyState === WebSocket.OPEN
}

function type(text) {
  const typed = new TextEncoder().encode(text)
  for (let from = 0; isOpen() && from < typed.length; from += PIECE) socket.send(typed.slice(from, from + PIECE))
}

function open() {
  again.hidden = true
  screen.reset()
  fit()
  keys.focus()
  const address = new URL(`play?width=${screen.columns}&height=${screen.rows.length}`, window.location.href)
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:"
  const mine = new WebSocket(address)
  size = JSON.stringify({ size: [screen.columns, screen.rows.length] })
  const decoder = new TextDecoder()
  let over = ""
  socket = mine
  mine.binaryType = "arraybuffer"
  mine.onopen = tellSize
  mine.onmessage = ({ data }) => {
    if (typeof data !== "string") {
      screen.feed(decoder.decode(data, { stream: true }))
      draw()
      return
    }
    const message = JSON.parse(data)
    if (message.over) over = message.over
    if (message.file) keep(message.file, message.data)
    if (message.open && /^https?:/.test(message.open)) window.open(message.open, "_blank", "noopener")
  }
  mine.onclose = ({ code }) => {
    if (socket !== mine) return
    const ended = "The game on this machine has ended. What you chose is kept."
    stop(over || (code === 1001 ? ended : "The game cannot be reached. What you chose is kept."))
  }
}

function stop(words) {
  screen.written = false
  here("words").textContent = words
  veil.hidden = false
  again.hidden = false
  again.focus()
}

function keep(name, data) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([bytes(data)]))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

listen({ screen, painter, keys, send: type, playing: () => veil.hidden })

let sizing = 0
window.addEventListener("resize", () => {
  clearTimeout(sizing)
  sizing = setTimeout(fit, 60)
})
// A window that goes to a finer display has other whole pixels.
function watch() {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => (fit(), watch()), { once: true })
}
watch()
// Keys are the game's without a click, and again when one comes back to the page.
window.addEventListener("focus", () => veil.hidden && document.getSelection().isCollapsed && keys.focus())
again.addEventListener("click", open)
open()
