// What a player does, as a terminal sends it: keys, composed and pasted text, the mouse and the finger. Of what is
// drawn it knows only which cell lies where.

const LETTERS = { ArrowUp: "A", ArrowDown: "B", ArrowRight: "C", ArrowLeft: "D", Home: "H", End: "F" }
const FIRST = { F1: "P", F2: "Q", F3: "R", F4: "S" }
const NUMBERS = {
  Insert: 2, Delete: 3, PageUp: 5, PageDown: 6,
  F5: 15, F6: 17, F7: 18, F8: 19, F9: 20, F10: 21, F11: 23, F12: 24,
}
const SIGNS = { Enter: "\r", Tab: "\t", Escape: "\x1b", Backspace: "\x7f" }
const CONTROLS = { " ": "\0", "@": "\0", "[": "\x1b", "\\": "\x1c", "]": "\x1d", "^": "\x1e", _: "\x1f", "/": "\x1f" }

// The browser's own: to search, load anew, leave the page by keys, make letters larger, look inside.
const BROWSERS = new Set(["F3", "F5", "F6", "F7", "F11", "F12", "shift+Tab", "shift+Insert"])
const BROWSERS_CONTROLS = new Set("fglrv+-=0")

const SLIP = 8 // pixels that a finger or a hand may move and still mean the place it touched

// The bytes of a key, as text; "" for what is the browser's, or part of a letter that is being composed.
export function typed(event) {
  const { key, code, shiftKey, altKey, ctrlKey, metaKey } = event
  if (metaKey || event.isComposing || event.keyCode === 229) return ""
  if (BROWSERS.has((shiftKey ? "shift+" : "") + key) || BROWSERS.has(key)) return ""
  const held = 1 + shiftKey + 2 * altKey + 4 * ctrlKey
  const more = held > 1 ? `;${held}` : ""
  if (key in LETTERS) return `\x1b[${more && 1}${more}${LETTERS[key]}`
  if (key in FIRST) return more ? `\x1b[1${more}${FIRST[key]}` : `\x1bO${FIRST[key]}`
  if (key in NUMBERS) return `\x1b[${NUMBERS[key]}${more}~`
  if (key in SIGNS) return (altKey ? "\x1b" : "") + (key === "Backspace" && ctrlKey ? "\b" : SIGNS[key])
  if ([...key].length !== 1) return ""
  if (event.getModifierState("AltGraph")) return key
  if (ctrlKey) {
    if (BROWSERS_CONTROLS.has(key) || (shiftKey && /[a-z]/i.test(key))) return ""
    const letter = /^[a-z]$/i.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? "")
    const sign = letter ? String.fromCharCode(letter.toUpperCase().charCodeAt(0) - 64) : (CONTROLS[key] ?? "")
    return sign && (altKey ? "\x1b" : "") + sign
  }
  // Where alt writes another letter (macOS), the key's own is meant.
  if (altKey) return "\x1b" + (/^(?:Key|Digit)(.)$/.exec(code)?.[1].toLowerCase() ?? key)
  return key
}

// Listen on the page: `keys` is the field in which text is composed, `send` takes what goes to the game.
export function listen({ screen, painter, keys, send, playing }) {
  const selected = () => !document.getSelection().isCollapsed
  const ours = () => playing() && [keys, document.body].includes(document.activeElement)

  document.addEventListener("keydown", (event) => {
    if (!ours() || (event.ctrlKey && event.key === "c" && selected())) return
    const text = typed(event)
    if (!["Shift", "Control", "Alt", "Meta", "AltGraph"].includes(event.key) && !event.ctrlKey) keys.focus()
    if (!text) return
    event.preventDefault()
    send(text)
  })

  // Letters that several keys make, and those that come without keys.
  keys.addEventListener("compositionstart", () => keys.classList.add("composing"))
  keys.addEventListener("compositionend", ({ data }) => {
    keys.classList.remove("composing")
    send(data)
    setTimeout(() => keys.classList.contains("composing") || (keys.value = ""))
  })
  keys.addEventListener("input", ({ inputType, data, isComposing }) => {
    if (isComposing || /composition/i.test(inputType)) return
    send(data ?? (inputType === "insertLineBreak" ? "\r" : inputType === "deleteContentBackward" ? "\x7f" : ""))
    keys.value = ""
  })
  document.addEventListener("paste", (event) => {
    if (!ours()) return
    event.preventDefault()
    const text = event.clipboardData.getData("text").replace(/\r?\n/g, "\r").replaceAll("\x1b", "")
    if (text) send(screen.modes.has(2004) ? `\x1b[200~${text}\x1b[201~` : text)
  })
  for (const [name, sign] of [["focus", "I"], ["blur", "O"]]) {
    window.addEventListener(name, () => screen.modes.has(1004) && send(`\x1b[${sign}`))
  }

  point({ screen, painter, keys, send, playing, selected })
}

// A click is the game's, a drag selects text; so a press is told once it is clear which it was. A click that ends a
// selection does no more than that, and with shift held all is the browser's.
function point({ screen, painter, keys, send, playing, selected }) {
  const { element } = painter
  let from = null // where and when it was pressed
  let place = "" // the cell that was told last
  let turned = 0 // pixels that the wheel or a finger has moved and the game was not told of

  const mouse = (button, [x, y], letter = "M") => {
    if (screen.modes.has(1000) || screen.modes.has(1003)) send(`\x1b[<${button};${x + 1};${y + 1}${letter}`)
  }
  const held = (event) => 8 * event.altKey + 16 * event.ctrlKey
  const turn = (pixels, event) => {
    turned += pixels
    const step = 3 * painter.cell.height // the game moves its text by three lines
    for (; Math.abs(turned) >= step; turned -= Math.sign(turned) * step) mouse(turned < 0 ? 64 : 65, painter.at(event))
  }

  element.addEventListener("pointerdown", (event) => {
    if (event.button || event.shiftKey || !event.isPrimary || !playing()) return
    from = { event, at: painter.at(event), y: event.clientY, swiped: false, ends: selected() }
    turned = 0
    keys.inputMode = event.pointerType === "mouse" ? "" : "none" // a finger that chooses asks for no keyboard
  })
  // Who clicks fast turns pages; no word is selected by it.
  element.addEventListener("mousedown", (event) => {
    if (event.detail > 1 && !event.shiftKey && !event.button) event.preventDefault()
  })
  window.addEventListener("pointermove", (event) => {
    if (!playing() || !event.isPrimary) return
    if (from && from.event.pointerType !== "mouse") {
      if (Math.abs(event.clientY - from.event.clientY) > SLIP) from.swiped = true
      if (from.swiped && !selected()) turn(from.y - event.clientY, from.event)
      from.y = event.clientY
    }
    const at = painter.at(event)
    if (from || event.pointerType !== "mouse" || !screen.modes.has(1003) || place === at.join()) return
    place = at.join()
    mouse(35 + held(event), at)
  })
  window.addEventListener("pointerup", (event) => {
    if (!from || !event.isPrimary) return
    const { at: pressed, swiped, ends } = from
    from = null
    if (swiped || selected()) return
    keys.focus({ preventScroll: true })
    if (ends) return
    const at = painter.at(event)
    mouse(held(event), pressed)
    if (at.join() !== pressed.join()) mouse(32 + held(event), at)
    mouse(held(event), at, "m")
  })
  window.addEventListener("pointercancel", () => (from = null))
  element.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || !playing()) return // ctrl makes letters larger
      event.preventDefault()
      const unit = [1, painter.cell.height, painter.cell.height * screen.rows.length][event.deltaMode]
      turn(event.deltaY * unit, event)
    },
    { passive: false },
  )
}
