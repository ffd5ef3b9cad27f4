// The page: a terminal as large as the window, joined to a game by a socket.
// Keys go out as bytes and a new size as {"size": [columns, rows]}; the screen comes in as bytes, and as words what is
// over, a file to keep or an address to open.

import { FitAddon } from "./xterm/addon-fit.mjs"
import { Terminal } from "./xterm/xterm.mjs"
import { said } from "./saying.mjs"

const COLUMNS = [20, 300]
const ROWS = [10, 120]
const LEAST = [56, 18] // columns and rows that the game wants: letters become smaller for it, within reason
const LETTERS = [9, 18] // pixels
const PIECE = 16384 // bytes sent at once
const BROWSERS_KEYS = new Set(["F5", "F6", "F11", "F12"])

const here = (id) => document.getElementById(id)
const veil = here("veil")
const again = here("again")
const within = (number, [low, high]) => Math.min(Math.max(number, low), high)

const terminal = new Terminal({
  allowProposedApi: false,
  cursorBlink: false,
  cursorInactiveStyle: "none",
  fontFamily:
    '"Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono", "D2Coding", "Noto Sans Mono CJK KR", monospace',
  macOptionIsMeta: true,
  scrollback: 0,
  theme: {
    background: "#14110f", foreground: "#ebe0cc", cursor: "#e0a94a",
    black: "#14110f", red: "#c9584a", green: "#8aab6c", yellow: "#e0a94a",
    blue: "#6f9fc4", magenta: "#b193c4", cyan: "#93b3ab", white: "#d8ccb6",
    brightBlack: "#94897a", brightRed: "#e8735c", brightGreen: "#9cc07c", brightYellow: "#f0c070",
    brightBlue: "#8fbde0", brightMagenta: "#c9b0da", brightCyan: "#b0d0c8", brightWhite: "#ebe0cc",
  },
})
const fitting = new FitAddon()
terminal.loadAddon(fitting)
terminal.open(here("terminal"))
terminal.focus()

let socket = null

const brush = document.createElement("canvas").getContext("2d")

function letter(size) {
  brush.font = `${size}px ${terminal.options.fontFamily}`
  const { width, fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = brush.measureText("W")
  return { width, height: above + below }
}

// Letters as large as leave room for the least, and as near to whole pixels wide as the browser's steps of a 64th allow,
// or the pictures would show seams.
function fit() {
  const { width, height } = letter(100)
  const room = 100 * Math.min(window.innerWidth / LEAST[0] / width, window.innerHeight / LEAST[1] / height)
  const whole = Math.floor((within(room, LETTERS) * width) / 100)
  const about = Math.round((6400 * whole) / width)
  const off = (size) => Math.abs(letter(size).width - whole)
  const sizes = [-2, -1, 0, 1, 2].map((step) => (about + step) / 64)
  terminal.options.fontSize = sizes.reduce((best, size) => (off(size) < off(best) ? size : best))
  const { cols, rows } = fitting.proposeDimensions() ?? { cols: 80, rows: 24 }
  terminal.resize(within(cols, COLUMNS), within(rows, ROWS))
}

function send(data) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(data)
}

function open() {
  again.hidden = true
  terminal.reset()
  fit()
  const address = new URL(`play?width=${terminal.cols}&height=${terminal.rows}`, window.location.href)
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:"
  const mine = new WebSocket(address)
  let over = ""
  socket = mine
  mine.binaryType = "arraybuffer"
  mine.onmessage = ({ data }) => {
    if (typeof data !== "string") {
      terminal.write(new Uint8Array(data), () => (veil.hidden = true))
      return
    }
    const told = JSON.parse(data)
    if (told.over) over = told.over
    if (told.file) keep(told.file, told.data)
    if (told.open && /^https?:/.test(told.open)) window.open(told.open, "_blank", "noopener")
  }
  mine.onclose = ({ code }) => {
    if (socket !== mine) return
    const ended = "The game on this machine has ended. What you chose is kept."
    stop(over || (code === 1001 ? ended : "The game cannot be reached. What you chose is kept."))
  }
}

function stop(words) {
  here("words").textContent = words
  document.body.style.background = ""
  veil.hidden = false
  again.hidden = false
  again.focus()
}

function keep(name, data) {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([bytes]))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

// What is drawn: the rim around the whole cells takes the colour of the first, and new words are said once it is still.
let rows = []
let still = 0

function drawn() {
  const first = terminal.buffer.active.getLine(0)?.getCell(0)
  if (first?.isBgRGB()) document.body.style.background = `#${first.getBgColor().toString(16).padStart(6, "0")}`
  clearTimeout(still)
  still = setTimeout(() => {
    const before = rows
    rows = Array.from({ length: terminal.rows }, (_, row) => terminal.buffer.active.getLine(row).translateToString(true))
    const news = said(before, rows)
    if (news) here("said").textContent = news
  }, 200)
}

terminal.onWriteParsed(drawn)
terminal.onData((text) => {
  const bytes = new TextEncoder().encode(text)
  for (let from = 0; from < bytes.length; from += PIECE) send(bytes.slice(from, from + PIECE))
})
terminal.onResize(({ cols, rows }) => send(JSON.stringify({ size: [cols, rows] })))
// F6 and shift+tab lead out of the game by the keyboard.
terminal.attachCustomKeyEventHandler(
  ({ key, shiftKey }) => !(shiftKey ? key === "Tab" : BROWSERS_KEYS.has(key)),
)
// What the game copies (OSC 52) goes to the clipboard; nothing is ever read from it.
terminal.parser.registerOscHandler(52, (text) => {
  const [, copied] = text.split(";")
  if (copied && copied !== "?") {
    const bytes = Uint8Array.from(atob(copied), (letter) => letter.charCodeAt(0))
    navigator.clipboard?.writeText(new TextDecoder().decode(bytes)).catch(() => {})
  }
  return true
})

let sizing = 0
window.addEventListener("resize", () => {
  clearTimeout(sizing)
  sizing = setTimeout(fit, 60)
})
// Keys are the game's without a click, and again after one beside it.
window.addEventListener("focus", () => veil.hidden && terminal.focus())
window.addEventListener("keydown", () => document.activeElement === document.body && veil.hidden && terminal.focus())
again.addEventListener("click", () => {
  veil.hidden = true
  terminal.focus()
  open()
})
open()
