// Draws a screen's cells as rows of text, one element a row, one span for what looks alike. Paper, blocks, braille dots
// and lines are drawn as the row's background, so that nothing between two cells shows through; their signs stay in the
// text, unseen, to be selected and copied. Rows that look as before are left alone, and with them what is selected.

import { mixed } from "./screen.mjs"

const ARMS = {
  "─": "lr", "│": "tb", "┌": "rb", "┐": "lb", "└": "rt", "┘": "lt", "├": "rtb", "┤": "ltb", "┬": "lrb", "┴": "lrt",
  "┼": "lrtb", "╭": "rb", "╮": "lb", "╯": "lt", "╰": "rt", "╴": "l", "╵": "t", "╶": "r", "╷": "b",
  "━": "LR", "┃": "TB", "┏": "RB", "┓": "LB", "┗": "RT", "┛": "LT", "┣": "RTB", "┫": "LTB", "┳": "LRB", "┻": "LRT",
  "╋": "LRTB",
}
const QUARTERS = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14] // ▖ to ▟; left above 1, right above 2, left below 4, right below 8
const DOTS = [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2], [0, 3], [1, 3]] // braille: column and row of each bit
const SHADES = 0x2590 // and 1 to 3 above it: a quarter, a half, three quarters of the ink
const FAMILY =
  '"Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono", "D2Coding", "NanumGothicCoding", ' +
  '"Noto Sans Mono CJK KR", monospace'

const whole = (length) => Math.max(Math.round(length * devicePixelRatio), 1) / devicePixelRatio
const nearly = (length) => Math.round(length * devicePixelRatio) / devicePixelRatio

export class Painter {
  cell = { width: 0, height: 0 }
  #kept = [] // what each row looks like
  #advances = new Map() // how wide the font draws a sign
  #parts = new Map() // which parts of a cell a sign fills

  constructor(element, screen) {
    Object.assign(this, { element, screen })
    element.style.fontFamily = FAMILY
    this.probe = element.parentNode.appendChild(document.createElement("div"))
    this.probe.className = "probe"
    this.probe.style.fontFamily = FAMILY
    this.probe.ariaHidden = true
  }

  // How large a letter of so many pixels is.
  letter(size) {
    this.probe.style.fontSize = `${size}px`
    const { width, height } = this.#measured([["W".repeat(64), ""]])[0]
    return { width: width / 64, height }
  }

  // Letters of so many pixels; a cell is whole pixels of the display, and an even number high, for its halves.
  letters(size) {
    const { width, height } = this.letter(size)
    this.cell = { width: whole(width), height: 2 * whole(height / 2) }
    Object.assign(this.element.style, { fontSize: `${size}px`, lineHeight: `${this.cell.height}px` })
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
      element.append(document.createElement("div"))
      this.#kept[element.childElementCount - 1] = ""
    }
    element.style.width = `${screen.columns * cell.width}px`
    const rows = [...screen.changed].filter((y) => y < screen.rows.length).map((y) => [y, screen.rows[y]])
    screen.changed.clear()
    this.#learn(rows)
    for (const [y, row] of rows) {
      const runs = this.#runs(row)
      const background = this.#background(row)
      const key = JSON.stringify([background, runs])
      if (key === this.#kept[y]) continue
      this.#kept[y] = key
      const line = element.children[y]
      line.replaceChildren(...runs.map((run) => this.#span(run)))
      line.style.cssText = `height: ${cell.height}px; background: ${background}`
    }
  }

  // The advances of signs not met before, all at once: the browser lays them out one time.
  #learn(rows) {
    const fresh = new Map()
    for (const [, { signs, looks }] of rows) {
      signs.forEach((sign, x) => {
        const key = this.#key(sign, looks[x])
        if (sign && !this.#advances.has(key)) fresh.set(key, [sign.repeat(8), this.#face(looks[x])])
      })
    }
    const measured = this.#measured([...fresh.values()])
    for (const key of fresh.keys()) this.#advances.set(key, measured.shift().width / 8)
  }

  #measured(samples) {
    const spans = samples.map(([text, face]) => {
      const span = document.createElement("span")
      span.textContent = text
      span.className = face
      return span
    })
    this.probe.replaceChildren(...spans)
    const boxes = spans.map((span) => span.getBoundingClientRect())
    this.probe.replaceChildren()
    return boxes
  }

  #face({ bold, italic }) {
    return (bold ? "bold " : "") + (italic ? "italic" : "")
  }

  #key(sign, look) {
    return sign + this.#face(look)
  }

  // Runs of cells whose letters look alike and are spaced alike. Blank cells go with what stands before them; those at
  // the end are left out.
  #runs({ signs, looks }) {
    const runs = []
    let end = signs.length
    const blank = (x) => signs[x] === " " && !looks[x].underline && !looks[x].strike
    while (end && blank(end - 1)) end -= 1
    let run = null
    for (let x = 0; x < end; x += 1) {
      const [sign, look] = [signs[x], looks[x]]
      if (!sign) continue
      const cells = signs[x + 1] === "" ? 2 : 1
      const spacing = Math.round((cells * this.cell.width - this.#advances.get(this.#key(sign, look))) * 1e4) / 1e4
      const drawn = this.#filled(sign) !== null
      const face = this.#face(look) + (look.underline ? " underline" : "") + (look.strike ? " strike" : "")
      const style = { ink: drawn ? "transparent" : look.ink, face, spacing, drawn }
      const joins = run && run.spacing === spacing && (blank(x) ? run.plain : run.ink === style.ink && run.face === face)
      if (joins) run.text += sign
      else runs.push((run = { ...style, text: sign, plain: !look.underline && !look.strike }))
    }
    return runs
  }

  #span({ text, ink, face, spacing, drawn }) {
    const span = document.createElement("span")
    span.textContent = text
    span.className = face
    span.style.color = ink
    span.style.letterSpacing = `${spacing}px`
    // A sign that is much narrower or wider than its cells stands in their middle.
    if (Math.abs(spacing) > 1) Object.assign(span.style, { position: "relative", left: `${spacing / 2}px` })
    if (drawn) span.ariaHidden = true
    return span
  }

  // The parts of its cell that a sign fills, as [left, right, top, bottom, share of the ink] in pixels; null for letters.
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
    if (sign in ARMS) return this.#lines(ARMS[sign])
    if (code >= 0x2800 && code <= 0x28ff) return this.#dots(code - 0x2800)
    if (code < 0x2580 || code > 0x259f) return null
    if (code === 0x2580) return [eighths(0, 8, 0, 4)]
    if (code <= 0x2588) return [eighths(0, 8, 0x2588 - code, 8)]
    if (code < 0x2590) return [eighths(0, 0x2590 - code, 0, 8)]
    if (code === 0x2590) return [eighths(4, 8, 0, 8)]
    if (code <= 0x2593) return [eighths(0, 8, 0, 8, (code - SHADES) / 4)]
    if (code === 0x2594) return [eighths(0, 8, 0, 1)]
    if (code === 0x2595) return [eighths(7, 8, 0, 8)]
    const boxes = [[0, 4, 0, 4], [4, 8, 0, 4], [0, 4, 4, 8], [4, 8, 4, 8]]
    return boxes.filter((_, bit) => QUARTERS[code - 0x2596] & (1 << bit)).map((box) => eighths(...box))
  }

  #lines(arms) {
    const { width, height } = this.cell
    const thick = whole(width / 9) * (arms === arms.toLowerCase() ? 1 : 2)
    const [x, y] = [nearly((width - thick) / 2), nearly((height - thick) / 2)]
    const [right, below] = [x + thick, y + thick]
    const boxes = { l: [0, right, y, below], r: [x, width, y, below], t: [x, right, 0, below], b: [x, right, y, height] }
    return [...arms.toLowerCase()].map((arm) => [...boxes[arm], 1])
  }

  #dots(bits) {
    const { width, height } = this.cell
    const size = whole(width / 4)
    return DOTS.filter((_, bit) => bits & (1 << bit)).map(([column, row]) => {
      const [x, y] = [nearly((width * (1 + 2 * column)) / 4 - size / 2), nearly((height * (1 + 2 * row)) / 8 - size / 2)]
      return [x, x + size, y, y + size, 1]
    })
  }

  // Paper and parts as gradients with hard stops: one for each height at which something is drawn, the paper below all.
  #background({ signs, looks }) {
    const { width, height } = this.cell
    const layers = new Map()
    const papers = []
    signs.forEach((sign, x) => {
      const { ink, paper } = looks[x]
      put(papers, x * width, (x + 1) * width, paper)
      for (const [left, right, top, bottom, share] of this.#filled(sign) ?? []) {
        const key = `0 ${top}px / 100% ${bottom - top}px`
        if (!layers.has(key)) layers.set(key, [])
        put(layers.get(key), x * width + left, x * width + right, mixed(ink, paper, share))
      }
    })
    const pictures = [...layers].map(([where, parts]) => `linear-gradient(90deg, ${stops(parts)}) ${where} no-repeat`)
    return [...pictures, `linear-gradient(90deg, ${stops(papers)})`].join(", ")
  }
}

function put(parts, left, right, colour) {
  const last = parts.at(-1)
  if (last && last.colour === colour && last.right >= left) last.right = Math.max(last.right, right)
  else parts.push({ left, right, colour })
}

function stops(parts) {
  const given = []
  let end = 0
  for (const { left, right, colour } of parts) {
    if (left > end) given.push(`transparent ${end}px ${left}px`)
    given.push(`${colour} ${left}px ${right}px`)
    end = right
  }
  return [...given, "transparent 0"].join(", ")
}
