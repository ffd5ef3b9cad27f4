// Draws a screen's cells as rows of text, one element a row, one span for what looks alike. Paper, blocks, braille dots
// and lines are drawn as the row's background, so that nothing shows through between two cells; their signs stay in the
// text, unseen, to be selected and copied. Rows that look as before are left alone, and with them what is selected.

import { mixed } from "./screen.mjs"

const ARMS = {
  "─": "lr", "│": "tb", "┌": "rb", "┐": "lb", "└": "rt", "┘": "lt", "├": "rtb", "┤": "ltb", "┬": "lrb", "┴": "lrt",
  "┼": "lrtb", "╭": "rb", "╮": "lb", "╯": "lt", "╰": "rt", "╴": "l", "╵": "t", "╶": "r", "╷": "b",
}
const QUARTERS = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14] // ▖ to ▟: left above 1, right above 2, left below 4, right below 8
const BOXES = [[0, 4, 0, 4], [4, 8, 0, 4], [0, 4, 4, 8], [4, 8, 4, 8]]
const DOTS = [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2], [0, 3], [1, 3]] // column and row of a braille sign's bits

const nearly = (length) => Math.round(length * devicePixelRatio) / devicePixelRatio
const whole = (length) => nearly(length) || 1 / devicePixelRatio
const face = ({ bold, italic }) => (bold ? "bold " : "") + (italic ? "italic " : "")

export class Painter {
  cell = { width: 0, height: 0 }
  #kept = [] // what each row looks like
  #advances = new Map() // how wide the font draws a sign
  #parts = new Map() // which parts of its cell a sign fills

  // The element takes the rows; in `probe` letters are measured.
  constructor(element, probe, screen) {
    Object.assign(this, { element, probe, screen })
  }

  // How large a letter of so many pixels is.
  letter(size) {
    this.probe.style.fontSize = `${size}px`
    const { width, height } = this.#measured([["W".repeat(64), ""]])[0]
    return { width: width / 64, height }
  }

  // Letters of so many pixels. A cell is whole pixels of the display, and an even number high, for its halves.
  letters(size) {
    const { width, height } = this.letter(size)
    this.cell = { width: whole(width), height: 2 * whole(height / 2) }
    Object.assign(this.element.parentNode.style, { fontSize: `${size}px`, lineHeight: `${this.cell.height}px` })
    this.#advances.clear()
    this.#parts.clear()
    this.#kept = []
    this.screen.rows.forEach((_, y) => this.screen.changed.add(y))
  }

  // Column and row, from 0, of a place in the window; the nearest, where it lies outside.
  at({ clientX, clientY }) {
    const { left, top } = this.element.getBoundingClientRect()
    const within = (number, most) => Math.min(Math.max(Math.floor(number), 0), most - 1)
    return [
      within((clientX - left) / this.cell.width, this.screen.columns),
      within((clientY - top) / this.cell.height, this.screen.rows.length),
    ]
  }

  paint() {
    const { element, screen, cell } = this
    while (element.childElementCount > screen.rows.length) element.lastChild.remove()
    while (element.childElementCount < screen.rows.length) {
      this.#kept[element.childElementCount] = ""
      element.append(document.createElement("div"))
    }
    element.style.width = `${screen.columns * cell.width}px`
    const rows = [...screen.changed].filter((y) => screen.rows[y]).map((y) => [y, screen.rows[y]])
    screen.changed.clear()
    this.#learn(rows)
    for (const [y, row] of rows) {
      const [runs, background] = [this.#runs(row), this.#background(row)]
      const key = JSON.stringify([runs, background])
      if (key === this.#kept[y]) continue
      this.#kept[y] = key
      element.children[y].replaceChildren(...runs.map(span))
      Object.assign(element.children[y].style, { height: `${cell.height}px`, background })
    }
  }

  // The advances of signs not met before, all at once: the browser lays them out one time.
  #learn(rows) {
    const fresh = new Map()
    for (const [, { signs, looks }] of rows) {
      signs.forEach((sign, x) => {
        const key = sign + face(looks[x])
        if (sign && !this.#advances.has(key)) fresh.set(key, [sign.repeat(8), face(looks[x])])
      })
    }
    const boxes = this.#measured([...fresh.values()])
    for (const key of fresh.keys()) this.#advances.set(key, boxes.shift().width / 8)
  }

  #measured(samples) {
    const spans = samples.map(([text, style]) => span({ text, style, ink: "", spacing: 0 }))
    this.probe.replaceChildren(...spans)
    const boxes = spans.map((one) => one.getBoundingClientRect())
    this.probe.replaceChildren()
    return boxes
  }

  // Runs of cells whose letters look alike and are spaced alike: each letter is followed by what its cells are wider.
  // Blank cells go with what stands beside them; those at the end are left out.
  #runs({ signs, looks }) {
    const runs = []
    const lines = ({ underline, strike }) => (underline ? "underline " : "") + (strike ? "strike " : "")
    const blank = (x) => signs[x] === " " && !lines(looks[x])
    const end = signs.findLastIndex((_, x) => !blank(x)) + 1
    for (let x = 0; x < end; x += 1) {
      const [text, look, run] = [signs[x], looks[x], runs.at(-1)]
      if (!text) continue
      const cells = signs[x + 1] === "" ? 2 : 1
      const spacing = Number((cells * this.cell.width - this.#advances.get(text + face(look))).toFixed(4))
      const drawn = this.#filled(text) !== null
      const made = { ink: drawn ? "transparent" : look.ink, style: face(look) + lines(look), spacing, drawn, text }
      const plain = run?.spacing === spacing && !/underline|strike/.test(run.style + made.style)
      const alike = run?.spacing === spacing && run.ink === made.ink && run.style === made.style
      if (alike || (plain && blank(x))) run.text += text
      else if (plain && !run.text.trim()) Object.assign(run, made, { text: run.text + text })
      else runs.push(made)
    }
    return runs
  }

  // The parts of its cell that a sign fills: [left, right, top, bottom, share of the ink], in pixels; null for letters.
  #filled(sign) {
    if (sign < "\u2500" || sign > "\u28ff") return null
    if (!this.#parts.has(sign)) this.#parts.set(sign, this.#find(sign))
    return this.#parts.get(sign)
  }

  #find(sign) {
    const { width, height } = this.cell
    const code = sign.codePointAt(0)
    const eighths = (left, right, top, bottom, share = 1) => [
      ...[left, right].map((part) => nearly((part * width) / 8)),
      ...[top, bottom].map((part) => nearly((part * height) / 8)),
      share,
    ]
    if (sign in ARMS) {
      const thick = whole(width / 9)
      const [x, y] = [nearly((width - thick) / 2), nearly((height - thick) / 2)]
      const [right, below] = [x + thick, y + thick]
      const across = { l: [0, right, y, below], r: [x, width, y, below] }
      const upright = { t: [x, right, 0, below], b: [x, right, y, height] }
      return [...ARMS[sign]].map((arm) => [...(across[arm] ?? upright[arm]), 1])
    }
    if (code >= 0x2800 && code <= 0x28ff) {
      const size = whole(width / 4)
      return DOTS.filter((_, bit) => (code - 0x2800) & (1 << bit)).map(([column, row]) => {
        const x = nearly((width * (1 + 2 * column)) / 4 - size / 2)
        const y = nearly((height * (1 + 2 * row)) / 8 - size / 2)
        return [x, x + size, y, y + size, 1]
      })
    }
    if (code < 0x2580 || code > 0x259f) return null
    if (code === 0x2580) return [eighths(0, 8, 0, 4)]
    if (code <= 0x2588) return [eighths(0, 8, 0x2588 - code, 8)]
    if (code < 0x2590) return [eighths(0, 0x2590 - code, 0, 8)]
    if (code === 0x2590) return [eighths(4, 8, 0, 8)]
    if (code <= 0x2593) return [eighths(0, 8, 0, 8, (code - 0x2590) / 4)]
    if (code === 0x2594) return [eighths(0, 8, 0, 1)]
    if (code === 0x2595) return [eighths(7, 8, 0, 8)]
    return BOXES.filter((_, bit) => QUARTERS[code - 0x2596] & (1 << bit)).map((box) => eighths(...box))
  }

  // Parts and paper as gradients with hard stops: one for each height at which something is drawn, the paper below all.
  #background({ signs, looks }) {
    const { width } = this.cell
    const layers = new Map()
    const papers = []
    signs.forEach((sign, x) => {
      const { ink, paper } = looks[x]
      put(papers, x * width, (x + 1) * width, paper)
      for (const [left, right, top, bottom, share] of this.#filled(sign) ?? []) {
        const where = `0 ${top}px / 100% ${bottom - top}px no-repeat`
        if (!layers.has(where)) layers.set(where, [])
        put(layers.get(where), x * width + left, x * width + right, mixed(ink, paper, share))
      }
    })
    const pictures = [...layers].map(([where, parts]) => `${gradient(parts)} ${where}`)
    return [...pictures, gradient(papers)].join(", ")
  }
}

function span({ text, ink, style, spacing, drawn }) {
  const made = document.createElement("span")
  Object.assign(made, { textContent: text, className: style, ariaHidden: drawn || null })
  Object.assign(made.style, { color: ink, letterSpacing: `${spacing}px` })
  // A sign that is much narrower or wider than its cells stands in their middle.
  if (Math.abs(spacing) > 1 && !drawn) Object.assign(made.style, { position: "relative", left: `${spacing / 2}px` })
  return made
}

function put(parts, left, right, colour) {
  const last = parts.at(-1)
  if (last?.colour === colour && last.right >= left) last.right = Math.max(last.right, right)
  else parts.push({ left, right, colour })
}

function gradient(parts) {
  const stops = []
  let end = 0
  for (const { left, right, colour } of parts) {
    if (left > end) stops.push(`transparent ${end}px ${left}px`)
    stops.push(`${colour} ${left}px ${right}px`)
    end = right
  }
  return `linear-gradient(90deg, ${stops.join(", ")}, transparent 0)`
}
