// What is said to those who hear the page: from the rows of the screen before and after, the words that are new.
// Pure functions of text.

const SIGNS = /[\u2500-\u259f\u25a0-\u25ff\u2713\u2717\u2800-\u28ff∙♦‹›]+/g
const LETTER = /[\p{L}\p{N}]/u
const CARET = "▸"
const BESIDE = "│" // what stands right of it is a column of its own, said after the other
const LONGEST = 2000

export function words(row) {
  return row.replace(SIGNS, " ").replace(/\s+/g, " ").trim()
}

// On another page, all that is new. Where only the sign ▸ has moved, the row it has come to and what is new below.
export function said(before, after) {
  const fresh = after.map((row, number) => row !== before[number] && LETTER.test(row))
  const at = after.findIndex((row, number) => fresh[number] && row.includes(CARET))
  const moved = at >= 0 && before.map(words).includes(words(after[at])) && fresh.slice(0, at).filter(Boolean).length < 3
  const parts = after.filter((row, number) => fresh[number] && !(moved && number < at)).map((row) => row.split(BESIDE))
  const inOrder = [...parts.map((row) => row[0]), ...parts.flatMap((row) => row.slice(1))]
  return inOrder.map(words).filter((row) => LETTER.test(row)).join(" ").slice(0, LONGEST)
}
