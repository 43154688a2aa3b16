// Text without markup, from a letter in PDF, a chat, a note. Bullets of every shape make lists, and
// lines that end only because the page did run on.
import { plainToHtml } from "../../models/plain_notation.js"

const BULLET = /^([ \t]*)[•◦▪▫●○■□–—·‣⁃➢➤✓✔\uf0b7\uf0a7o-][ \t\u00a0]+(?=\S)/u
const BEGINS = /^\s*(?:[-*•>]|\d{1,3}[.)])\s/
const SMALL_LETTER = /^\s*\p{Ll}/u
const ENDS_SENTENCE = /[.!?:;…»”")]$/u
const NARROWEST_PAGE = 45
const WIDEST_PAGE = 130

export function textToHtml(text) {
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(/\u00a0/g, " ").split("\n")
  return plainToHtml(joined(listed(lines)).join("\n"))
}

// A dash or an "o" alone is a sign of a list only where another follows it.
function listed(lines) {
  return lines.map((line, at) => {
    const [, indent] = BULLET.exec(line) ?? []
    if (indent === undefined || (!isSure(line) && !hasNeighbour(lines, at))) return line
    return line.replace(BULLET, `${"  ".repeat(Math.min(Math.ceil(indent.replaceAll("\t", "    ").length / 4), 3))}- `)
  })
}

function isSure(line) {
  return /^\s*[•◦▪▫●○■□·‣⁃➢➤✓✔\uf0b7\uf0a7-]/u.test(line)
}

function hasNeighbour(lines, at) {
  return [lines[at - 1], lines[at + 1]].some((line) => line !== undefined && BULLET.test(line))
}

// Only where lines plainly run on: those of a chat, an address or a verse stay apart.
function joined(lines) {
  const page = Math.max(...lines.map((line) => line.trim().length))
  if (page < NARROWEST_PAGE || page > WIDEST_PAGE || !runOn(lines, page)) return lines
  return lines.reduce((found, line, at) => found.concat(follow(found, lines[at - 1] ?? "", line.trimEnd(), page)), [])
}

// What follows a full line mostly begins with a small letter.
function runOn(lines, page) {
  const next = lines.filter((line, at) => line.trim() && !BEGINS.test(line) && isFull(lines[at - 1] ?? "", page))
  return next.length > 0 && next.filter((line) => SMALL_LETTER.test(line)).length >= next.length / 2
}

// How a line follows those before it: as their end, or as a paragraph of its own.
function follow(found, before, line, page) {
  if (!before.trim() || !line.trim() || BEGINS.test(line)) return [line]
  if (!isFull(before, page) && !SMALL_LETTER.test(line)) return ["", line.trim()]
  const begun = found.pop()
  const isCutWord = /\p{Ll}-$/u.test(begun) && SMALL_LETTER.test(line)
  return [isCutWord ? begun.slice(0, -1) + line.trim() : `${begun} ${line.trim()}`]
}

// A sentence that ends near the edge may end a paragraph there.
function isFull(line, page) {
  return line.trim().length >= page * (ENDS_SENTENCE.test(line.trim()) ? 0.9 : 0.75)
}
