// A terminal without a page: it reads what the game's driver writes, keeps a grid of cells, and knows nothing of how
// they are drawn. Of a terminal it has what Textual uses; every other sequence is passed over whole.

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

const PAPER = "#14110f"
const INK = "#ebe0cc"
const SIXTEEN = (
  "#14110f #c9584a #8aab6c #e0a94a #6f9fc4 #b193c4 #93b3ab #d8ccb6 " +
  "#94897a #e8735c #9cc07c #f0c070 #8fbde0 #c9b0da #b0d0c8 #ebe0cc"
).split(" ")

const NOTHING = /^[\p{M}\p{Default_Ignorable_Code_Point}\u1160-\u11ff\u2028\u2029\ud7b0-\ud7fb\ufff9-\ufffb]$/u
const WIDE = new RegExp(
  String.raw`^[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\ua4cf\ua960-\ua97c` +
    String.raw`\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}` +
    String.raw`\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$`,
  "u",
)

// Cells that a sign takes: 0, 1 or 2.
export function width(sign) {
  if (sign < "\u0300") return 1
  return NOTHING.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1
}

const hex = (...parts) => "#" + parts.map((part) => Math.min(part || 0, 255).toString(16).padStart(2, "0")).join("")

function indexed(number) {
  if (number < 16) return SIXTEEN[number]
  if (number > 231) return hex(...Array(3).fill(8 + 10 * (Math.min(number, 255) - 232)))
  const level = (part) => (part % 6 ? 55 + 40 * (part % 6) : 0)
  const cube = number - 16
  return hex(level(Math.floor(cube / 36)), level(Math.floor(cube / 6)), level(cube))
}

// One colour between two, so much of the first.
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
  let found = known.get(key)
  if (!found) {
    if (known.size > 4096) known.clear()
    let [ink, paper] = [pen.ink ?? INK, pen.paper ?? PAPER]
    if (pen.reverse) [ink, paper] = [paper, ink]
    if (pen.dim) ink = mixed(ink, paper, 0.6)
    const { bold, italic, underline, strike } = pen
    found = Object.freeze({ ink, paper, bold, italic, underline, strike })
    known.set(key, found)
  }
  return found
}

export class Screen {
  cursor = { x: 0, y: 0, shown: true }
  modes = new Set() // the private modes that are on: 1003 the mouse's moves, 1004 focus, 2004 marked pastes
  changed = new Set() // rows, until whoever draws them takes them away
  written = false // whether there is anything to be seen
  heldSince = 0 // when a frame was begun that is not whole yet (milliseconds); else 0
  #pen = { ...PLAIN }
  #look = look(PLAIN)
  #rest = ""

  // `told` is called with what is no drawing: ("answer" | "title" | "copy" | "pointer", text).
  constructor(columns, rows, told = () => {}) {
    this.told = told
    this.rows = []
    this.resize(columns, rows)
  }

  // A row is { signs, looks }: for each cell its sign ("" right of a wide one) and how it looks.
  resize(columns, rows) {
    const blank = look({ ...PLAIN, paper: this.rows[0]?.looks[0].paper ?? null })
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
    this.#pen = { ...PLAIN }
    this.#look = look(PLAIN)
    this.#rest = ""
    this.written = false
    this.heldSince = 0
    this.modes.clear()
    this.cursor.shown = true
    this.#erase(0, this.rows.length * this.columns)
  }

  words() {
    return this.rows.map(({ signs }) => signs.join("").trimEnd())
  }

  feed(text) {
    text = this.#rest + text
    this.#rest = ""
    for (let at = 0; at < text.length; ) {
      TOKEN.lastIndex = at
      const token = TOKEN.exec(text)
      if (token) {
        at = TOKEN.lastIndex
        const { words, control, letter, told } = token.groups
        if (words) this.#write(words)
        else if (control) this.#control(control)
        else if (letter) this.#sequence(token.groups)
        else if (told) this.#tell(told)
        continue
      }
      const left = text.slice(at)
      if (left.length < LONGEST && BEGUN.test(left)) {
        this.#rest = left
        return
      }
      at += TORN.exec(left)[0].length
    }
  }

  // What does not fit is dropped: a frame for a window that was larger must not run over into other rows.
  #write(words) {
    const { cursor, columns } = this
    const row = this.rows[cursor.y]
    this.written = true
    for (const sign of words) {
      const cells = width(sign)
      const { x } = cursor
      if (!cells && row && x && x <= columns) row.signs[row.signs[x - 1] === "" ? x - 2 : x - 1] += sign
      cursor.x += cells
      if (!cells || !row || cursor.x > columns) continue
      if (row.signs[x] === "" && x) row.signs[x - 1] = " "
      if (row.signs[cursor.x] === "") row.signs[cursor.x] = " "
      row.signs[x] = sign
      row.looks[x] = this.#look
      if (cells === 2) {
        row.signs[x + 1] = ""
        row.looks[x + 1] = this.#look
      }
    }
    if (row) this.changed.add(cursor.y)
  }

  // The game draws whole screens: nothing scrolls, and below the last row nothing is kept.
  #control(control) {
    const { cursor } = this
    if (control === "\n") cursor.y += 1
    else if (control === "\r") cursor.x = 0
    else if (control === "\b") cursor.x = Math.max(cursor.x - 1, 0)
    else if (control === "\t") cursor.x += 8 - (cursor.x % 8)
  }

  #sequence({ mark, numbers, between, letter }) {
    if (letter === "m") return mark || between ? undefined : this.#style(numbers)
    const given = numbers.split(/[:;]/).map(Number)
    if (mark === "?" && between === "$" && letter === "p") return this.#answer(given[0])
    if (mark === "?" && !between && (letter === "h" || letter === "l")) {
      return given.forEach((mode) => this.#mode(mode, letter === "h"))
    }
    if (mark || between) return
    const { cursor, columns } = this
    const by = Math.max(given[0], 1)
    const to = (x, y) => Object.assign(cursor, { x: Math.max(x, 0), y: Math.max(y, 0) })
    const here = Math.min(cursor.y, this.rows.length) * columns + Math.min(cursor.x, columns)
    const start = here - Math.min(cursor.x, columns)
    const spans = {
      J: [[here, Infinity], [0, here + 1], [0, Infinity]],
      K: [[here, start + columns], [start, here + 1], [start, start + columns]],
    }
    if (letter === "H" || letter === "f") to((given[1] || 1) - 1, by - 1)
    else if (letter === "A") to(cursor.x, cursor.y - by)
    else if (letter === "B") to(cursor.x, cursor.y + by)
    else if (letter === "C") to(cursor.x + by, cursor.y)
    else if (letter === "D") to(cursor.x - by, cursor.y)
    else if (letter === "G") to(by - 1, cursor.y)
    else if (letter === "d") to(cursor.x, by - 1)
    else if (letter === "X") this.#erase(here, Math.min(here + by, start + columns))
    else if (letter in spans) this.#erase(...(spans[letter][given[0]] ?? [0, 0]))
    else if (letter === "n" && given[0] === 6) this.told("answer", `\x1b[${cursor.y + 1};${cursor.x + 1}R`)
  }

  #erase(from, to) {
    const end = Math.min(to, this.rows.length * this.columns)
    const blank = look({ ...PLAIN, paper: this.#pen.paper })
    for (let cell = from; cell < end; cell += 1) {
      const [row, x] = [this.rows[Math.floor(cell / this.columns)], cell % this.columns]
      row.signs[x] = " "
      row.looks[x] = blank
      this.changed.add(Math.floor(cell / this.columns))
    }
  }

  #mode(mode, on) {
    if (mode === 25) this.cursor.shown = on
    else if (mode === 2026) this.heldSince = on ? this.heldSince || performance.now() : 0
    else if (mode === 1049) {
      this.#erase(0, Infinity)
      Object.assign(this.cursor, { x: 0, y: 0 })
    } else if (on) this.modes.add(mode)
    else this.modes.delete(mode)
  }

  // Whether a mode is known, and on: of those that are asked for only this one is.
  #answer(mode) {
    this.told("answer", `\x1b[?${mode};${mode === 2026 ? (this.heldSince ? 1 : 2) : 0}$y`)
  }

  #style(numbers) {
    const pen = this.#pen
    const given = numbers.split(";")
    while (given.length) {
      const [number, ...parts] = given.shift().split(":").map(Number)
      if (number === 38 || number === 48) {
        // 38;2;r;g;b and 38;5;n; with colons there is a colour space before r.
        const kind = parts.length ? parts.shift() : Number(given.shift())
        if (kind === 2 && parts.length > 3) parts.shift()
        const rest = parts.length ? parts : given.splice(0, kind === 2 ? 3 : 1).map(Number)
        pen[number === 38 ? "ink" : "paper"] = kind === 2 ? hex(...rest) : indexed(rest[0] || 0)
      } else if (number in SETS) pen[SETS[number]] = parts[0] !== 0
      else if (number in CLEARS) CLEARS[number].forEach((part) => (pen[part] = PLAIN[part]))
      else if (number >= 30 && number <= 37) pen.ink = SIXTEEN[number - 30]
      else if (number >= 40 && number <= 47) pen.paper = SIXTEEN[number - 40]
      else if (number >= 90 && number <= 97) pen.ink = SIXTEEN[number - 82]
      else if (number >= 100 && number <= 107) pen.paper = SIXTEEN[number - 92]
    }
    this.#look = look(pen)
  }

  #tell(told) {
    const [, number, text] = /^(\d+);?(.*)$/su.exec(told) ?? []
    if (number === "0" || number === "2") this.told("title", text)
    else if (number === "22") this.told("pointer", text)
    // Only what the game copies; it is never told what lies on the clipboard.
    else if (number === "52" && !text.endsWith("?")) this.told("copy", text.slice(text.indexOf(";") + 1))
  }
}
