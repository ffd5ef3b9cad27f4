// A terminal without a page: it reads what the game's driver writes and keeps a grid of cells. It knows what Textual
// writes, and passes over every other sequence whole; how cells are drawn is no matter of its.

const TOKEN = new RegExp(
  [
    String.raw`\x1b\[(?<mark>[<-?]?)(?<numbers>[\d:;]*)(?<between>[ -/]*)(?<letter>[@-~])`,
    String.raw`\x1b\](?<told>[^\x07\x1b]*)(?:\x07|\x1b\\)`,
    String.raw`\x1b[PX^_][^\x1b]*\x1b\\`,
    String.raw`\x1b[ -/]*[0-OQ-WYZ\\\x60-~]`,
    String.raw`(?<control>[\x00-\x1a\x1c-\x1f\x7f])`,
    String.raw`(?<words>[^\x00-\x1f\x7f]+)`,
  ].join("|"),
  "y",
)
const BEGUN = /^\x1b(?:[ -/]*|\[[<-?]?[\d:;]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?)$/
const TORN = /^\x1b(?:\[[ -?]*|[\]PX^_][^\x07\x1b]*)?/
const LONGEST = 4_000_000 // letters of a sequence that has not ended: a copied text may be long

// As Textual counts them.
const NOTHING = /^[\p{M}\p{Default_Ignorable_Code_Point}\u1160-\u11ff\u2028\u2029\ud7b0-\ud7fb\ufff9-\ufffb]$/u
const WIDE = new RegExp(
  String.raw`^[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\ua4cf` +
    String.raw`\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6` +
    String.raw`\u{17000}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$`,
  "u",
)

// Cells that a sign takes: 0, 1 or 2.
export function width(sign) {
  if (sign < "\u0300") return 1
  return NOTHING.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1
}

// The colours of a game that leaves them to its terminal.
const PAPER = "#14110f"
const INK = "#ebe0cc"
const SIXTEEN = (
  "#14110f #c9584a #8aab6c #e0a94a #6f9fc4 #b193c4 #93b3ab #d8ccb6 " +
  "#94897a #e8735c #9cc07c #f0c070 #8fbde0 #c9b0da #b0d0c8 #ebe0cc"
).split(" ")

const hex = (...parts) => "#" + parts.map((part) => Math.min(part || 0, 255).toString(16).padStart(2, "0")).join("")

function indexed(number) {
  if (number < 16) return SIXTEEN[number]
  if (number > 231) return hex(...Array(3).fill(8 + 10 * (number - 232)))
  return hex(...[36, 6, 1].map((by) => Math.floor((number - 16) / by) % 6).map((step) => step && 55 + 40 * step))
}

// A colour between two, with so much of the first.
export function mixed(one, other, share) {
  const parts = [1, 3, 5].map((at) => [one, other].map((colour) => parseInt(colour.slice(at, at + 2), 16)))
  return hex(...parts.map(([a, b]) => Math.round(a * share + b * (1 - share))))
}

const OFF = { bold: false, dim: false, italic: false, underline: false, strike: false, reverse: false }
const PLAIN = { ink: null, paper: null, ...OFF }
const SETS = { 1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse", 9: "strike", 21: "underline" }
const CLEARS = {
  0: Object.keys(PLAIN), 22: ["bold", "dim"], 23: ["italic"], 24: ["underline"], 27: ["reverse"], 29: ["strike"],
  39: ["ink"], 49: ["paper"],
}

// How cells may look, colours settled; equal looks are one object.
const known = new Map()

function look(pen) {
  const key = Object.values(pen).join()
  if (!known.has(key)) {
    if (known.size > 4096) known.clear()
    let [ink, paper] = [pen.ink ?? INK, pen.paper ?? PAPER]
    if (pen.reverse) [ink, paper] = [paper, ink]
    if (pen.dim) ink = mixed(ink, paper, 0.6)
    const { bold, italic, underline, strike } = pen
    known.set(key, Object.freeze({ ink, paper, bold, italic, underline, strike }))
  }
  return known.get(key)
}

export class Screen {
  cursor = { x: 0, y: 0, shown: true }
  modes = new Set() // the private modes that are on: 1003 the mouse's moves, 1004 focus, 2004 marked pastes
  changed = new Set() // rows, until whoever draws them takes them away
  written = false // whether there is anything to be seen
  heldSince = 0 // when a frame was begun that is not whole yet (milliseconds); else 0
  rows = [] // { signs, looks }: for each cell its sign, "" right of a wide one, and how it looks
  #pen = { ...PLAIN }
  #rest = ""

  // `told` is called with what is no drawing: ("answer" | "title" | "copy" | "pointer", text).
  constructor(columns, rows, told = () => {}) {
    this.told = told
    this.resize(columns, rows)
  }

  resize(columns, rows) {
    const blank = look({ ...PLAIN, paper: this.paper })
    const cut = (cells, fill) => Array.from({ length: columns }, (_, x) => cells?.[x] ?? fill)
    this.columns = columns
    this.rows = Array.from({ length: rows }, (_, y) => {
      const { signs, looks } = this.rows[y] ?? {}
      this.changed.add(y)
      const row = { signs: cut(signs, " "), looks: cut(looks, blank) }
      if (signs?.[columns] === "") row.signs[columns - 1] = " "
      return row
    })
  }

  reset() {
    Object.assign(this, { written: false, heldSince: 0, cursor: { x: 0, y: 0, shown: true } })
    this.#pen = { ...PLAIN }
    this.#rest = ""
    this.modes.clear()
    this.#erase(0, Infinity)
  }

  // What most rows begin with: the paper that all is drawn on.
  get paper() {
    const count = new Map()
    for (const { looks } of this.rows) count.set(looks[0].paper, (count.get(looks[0].paper) ?? 0) + 1)
    return [...count].reduce((best, one) => (one[1] > best[1] ? one : best), [PAPER, 0])[0]
  }

  words() {
    return this.rows.map(({ signs }) => signs.join("").trimEnd())
  }

  feed(text) {
    text = this.#rest + text
    this.#rest = ""
    for (let at = 0; at < text.length; ) {
      TOKEN.lastIndex = at
      const token = TOKEN.exec(text)?.groups
      if (!token) {
        const left = text.slice(at)
        if (left.length < LONGEST && BEGUN.test(left)) {
          this.#rest = left
          return
        }
        at += TORN.exec(left)[0].length
        continue
      }
      at = TOKEN.lastIndex
      if (token.words) this.#write(token.words)
      else if (token.letter) this.#sequence(token)
      else if (token.told) this.#tell(token.told)
      else if (token.control === "\n") this.cursor.y += 1
      else if (token.control === "\r") this.cursor.x = 0
    }
  }

  // What does not fit is dropped, and nothing scrolls: the game draws whole screens, and a frame that was made for a
  // larger window must not run over into other rows.
  #write(words) {
    const { cursor, columns } = this
    const row = this.rows[cursor.y]
    const now = look(this.#pen)
    this.written = true
    for (const sign of words) {
      const cells = width(sign)
      const { x } = cursor
      cursor.x += cells
      if (!row || cursor.x > columns) continue
      if (!cells) {
        if (x) row.signs[row.signs[x - 1] === "" ? x - 2 : x - 1] += sign
        continue
      }
      // Of a wide sign that is written over by half, the other half is gone too.
      if (row.signs[x] === "") row.signs[x - 1] = " "
      if (row.signs[cursor.x] === "") row.signs[cursor.x] = " "
      row.signs[x] = sign
      row.looks[x] = now
      if (cells === 2) {
        row.signs[x + 1] = ""
        row.looks[x + 1] = now
      }
    }
    this.changed.add(cursor.y)
  }

  #sequence({ mark, numbers, between, letter }) {
    const given = numbers.split(";").map(Number)
    const kind = mark + between + letter
    if (kind === "m") this.#style(given)
    else if (kind === "H") Object.assign(this.cursor, { x: Math.max(given[1] || 1, 1) - 1, y: (given[0] || 1) - 1 })
    else if (kind === "J" || kind === "K") this.#clear(kind, given[0])
    else if (kind === "?h" || kind === "?l") given.forEach((mode) => this.#mode(mode, letter === "h"))
    else if (kind === "?$p") this.told("answer", `\x1b[?${given[0]};${given[0] === 2026 ? 2 : 0}$y`)
    else if (kind === "n" && given[0] === 6) this.told("answer", `\x1b[${this.cursor.y + 1};${this.cursor.x + 1}R`)
  }

  #clear(kind, which) {
    const { columns, cursor } = this
    const row = cursor.y * columns
    const here = row + Math.min(cursor.x, columns)
    const [start, end] = kind === "K" ? [row, row + columns] : [0, Infinity]
    this.#erase(which ? start : here, which === 1 ? here + 1 : end)
  }

  #erase(from, to) {
    const blank = look({ ...PLAIN, paper: this.#pen.paper })
    const end = Math.min(to, this.rows.length * this.columns)
    for (let cell = from; cell < end; cell += 1) {
      const y = Math.floor(cell / this.columns)
      this.rows[y].signs[cell % this.columns] = " "
      this.rows[y].looks[cell % this.columns] = blank
      this.changed.add(y)
    }
  }

  #mode(mode, on) {
    if (mode === 25) this.cursor.shown = on
    else if (mode === 2026) this.heldSince = on ? this.heldSince || performance.now() : 0
    else if (mode === 1049) this.#erase(0, Infinity)
    else if (on) this.modes.add(mode)
    else this.modes.delete(mode)
  }

  #style(numbers) {
    const pen = this.#pen
    while (numbers.length) {
      const number = numbers.shift()
      if (number === 38 || number === 48) {
        const [kind, ...parts] = numbers.splice(0, numbers[0] === 2 ? 4 : 2)
        pen[number === 38 ? "ink" : "paper"] = kind === 2 ? hex(...parts) : indexed(Math.min(parts[0], 255))
      } else if (number in SETS) pen[SETS[number]] = true
      else if (number in CLEARS) for (const part of CLEARS[number]) pen[part] = PLAIN[part]
      else if (number >= 30 && number <= 37) pen.ink = SIXTEEN[number - 30]
      else if (number >= 40 && number <= 47) pen.paper = SIXTEEN[number - 40]
      else if (number >= 90 && number <= 97) pen.ink = SIXTEEN[number - 82]
      else if (number >= 100 && number <= 107) pen.paper = SIXTEEN[number - 92]
    }
  }

  #tell(told) {
    const [, number, text] = /^(\d+);(.*)$/su.exec(told) ?? []
    if (number === "0" || number === "2") this.told("title", text)
    else if (number === "22") this.told("pointer", text)
    // Only what the game copies; it is never told what lies on the clipboard.
    else if (number === "52" && !text.endsWith("?")) this.told("copy", text.slice(text.indexOf(";") + 1))
  }
}
