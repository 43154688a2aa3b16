// Text without markup, from a letter in PDF, a chat, a note. Bullets of every shape make lists, and
// lines that end only because the page did run on.
import { plainToHtml } from "../../models/plain_notation.js"

const BULLET = /^([ \t]*)[•◦▪▫●○■□–—·‣⁃➢➤✓✔\uf0b7\uf0a7o-][ \t\u00a0]+(?=\S)/u
const BEGINS = /^\s*(?:[-*•>]|\d{1,3}[.)])\s/
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

// Only where most lines are as wide as a page: lines of verse and of a chat stay apart.
function joined(lines) {
  const widths = lines.filter((line) => line.trim() && !BEGINS.test(line)).map((line) => line.trim().length)
  const page = Math.max(...widths)
  const full = widths.filter((width) => isFull(width, page)).length
  if (widths.length < 3 || full < widths.length / 2 || page < NARROWEST_PAGE || page > WIDEST_PAGE) return lines
  return lines.reduce((found, line, at) => found.concat(follow(found, lines[at - 1] ?? "", line.trimEnd(), page)), [])
}

// How a line follows those before it: as their end, or as a paragraph of its own.
function follow(found, before, line, page) {
  if (!before.trim() || !line.trim() || BEGINS.test(line)) return [line]
  if (!isFull(before.trim().length, page) && !/^\s*\p{Ll}/u.test(line)) return ["", line.trim()]
  const begun = found.pop()
  const isCutWord = /\p{Ll}-$/u.test(begun) && /^\s*\p{Ll}/u.test(line)
  return [isCutWord ? begun.slice(0, -1) + line.trim() : `${begun} ${line.trim()}`]
}

function isFull(width, page) {
  return width >= page * 0.75
}
