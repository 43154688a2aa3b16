// The plain notation people type in the bare field, as HTML: paragraphs, lists, quotes, addresses.
// Reads as connect/rich_text/plain_reader.py does; names after "@" are for the server to look up.
import { linkTo } from "./address.js"

const DEEPEST = 6
const HTML = /^\s*<(?:p|h[1-6]|ul|ol|blockquote|hr|table|figure)(?:\s[^<>]*)?\/?>/i
const QUOTE = /^> ?/
const BULLET = /^[-*•] +(?=\S)/
const NUMBER = /^(\d{1,3})[.)] +(?=\S)/
const INDENT = /^ {2,4}(?=\S)/
const ATTRIBUTION = /^— (\S.*?) (\/comments\/\d{1,18})$/
const LINK = /(?<![\w/@])(?:https?:\/\/|mailto:)[^\s<>"]{1,2000}|(?<![\w./-])\/comments\/\d{1,18}\b(?!\/)|(?<![\w.+@-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

export function isHtml(text) {
  return HTML.test(text)
}

export function plainToHtml(text) {
  const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
  return blocks(lines.map((line) => line.replaceAll("\t", "    ").trimEnd()), 0)
}

function blocks(lines, depth) {
  let html = ""
  let at = 0
  const run = (belongs) => {
    const start = at++
    while (at < lines.length && belongs(lines[at])) at++
    return lines.slice(start, at)
  }
  while (at < lines.length) {
    const marker = markerOf(lines[at], depth)
    if (!lines[at].trim()) at++
    else if (begins(QUOTE, lines[at], depth)) html += quote(run((line) => QUOTE.test(line)), depth)
    else if (marker) html += list(run((line) => marker.test(line) || INDENT.test(line)), marker, depth)
    else html += `<p>${linesOf(run((line) => line.trim() && !beginsBlock(line, depth)))}</p>`
  }
  return html
}

function quote(lines, depth) {
  const quoted = lines.map((line) => line.replace(QUOTE, ""))
  while (quoted.length && !quoted.at(-1).trim()) quoted.pop()
  const [, name, address] = ATTRIBUTION.exec(quoted.at(-1) ?? "") ?? []
  if (!name) return `<blockquote>${blocks(quoted, depth + 1) || "<p></p>"}</blockquote>`
  const signature = `<p>— <a href="${address}">${escape(name)}</a></p>`
  return `<blockquote cite="${address}">${blocks(quoted.slice(0, -1), depth + 1)}${signature}</blockquote>`
}

function list(lines, marker, depth) {
  const items = []
  for (const line of lines) {
    if (marker.test(line)) items.push([line.replace(marker, "")])
    else items.at(-1).push(line.replace(INDENT, ""))
  }
  const contents = items.map((item) => `<li>${itemOf(item, depth + 1)}</li>`).join("")
  if (marker === BULLET) return `<ul>${contents}</ul>`
  const start = Number(NUMBER.exec(lines[0])[1])
  return `<ol${start === 1 ? "" : ` start="${start}"`}>${contents}</ol>`
}

// The first line is the item's own text, whatever it begins with.
function itemOf(lines, depth) {
  let rest = 1
  while (rest < lines.length && !beginsBlock(lines[rest], depth)) rest++
  return linesOf(lines.slice(0, rest)) + blocks(lines.slice(rest), depth)
}

function linesOf(lines) {
  return lines.map((line) => inline(line.trim())).join("<br>")
}

function inline(text) {
  let html = ""
  let written = 0
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const shown = withoutTrailingPunctuation(found)
    const href = linkTo(shown.includes("@") && !shown.includes(":") ? `mailto:${shown}` : shown)
    if (!href) continue
    html += `${escape(text.slice(written, index))}<a href="${escape(href)}">${escape(shown)}</a>`
    written = index + shown.length
  }
  return html + escape(text.slice(written))
}

function markerOf(line, depth) {
  return [BULLET, NUMBER].find((marker) => begins(marker, line, depth))
}

function beginsBlock(line, depth) {
  return begins(QUOTE, line, depth) || Boolean(markerOf(line, depth))
}

function begins(marker, line, depth) {
  return depth < DEEPEST && marker.test(line)
}

// The full stop belongs to the sentence, and so does a bracket that was opened before.
function withoutTrailingPunctuation(link) {
  let shown = link
  while (".,;:!?'\"’»)]}…*_".includes(shown.at(-1))) {
    if (shown.endsWith(")") && count(shown, "(") >= count(shown, ")")) break
    shown = shown.slice(0, -1)
  }
  return shown
}

function count(text, sign) {
  return text.split(sign).length - 1
}

function escape(text) {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign])
}
