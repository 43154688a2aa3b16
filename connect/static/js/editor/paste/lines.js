// Paragraphs: two line breaks make one, blank ones are only distance, and so are most hard spaces.
import { textNodesOf } from "./tree.js"

const BLOCKS = "p, div, h1, h2, h3, ul, ol, li, blockquote, hr, table, tr, td, th, thead, tbody, figure, figcaption"
// Where French and Dutch typography want one: inside guillemets, before ; : ! ? % €, between digits.
const HARD_SPACE = /\u00a0(?![:;?!»%€])(?<!«\u00a0)(?<!\d\u00a0(?=\d))/g

// Nothing but lines, as from a page shown as PDF.
export function isBareLines(body) {
  return body.querySelector("br") !== null && body.querySelector(":not(span, br, meta)") === null
}

export function textOf(body) {
  body.querySelectorAll("br").forEach((line) => line.replaceWith("\n"))
  return body.textContent
}

export function breakLines(body) {
  for (const block of body.querySelectorAll("p, div, td, li, body")) splitAtBlankLines(block)
  splitAtBlankLines(body)
}

function splitAtBlankLines(block) {
  block.querySelectorAll(":scope > br.Apple-interchange-newline").forEach((line) => line.remove())
  for (const line of block.querySelectorAll(":scope > br")) {
    const next = nextWritten(line)
    if (line.isConnected && next?.localName === "br") split(block)
  }
}

// Each run of lines without a blank one between becomes a paragraph.
function split(block) {
  const runs = [[]]
  const nodes = [...block.childNodes]
  for (const node of nodes) {
    const isBlock = node.nodeType === 1 && node.matches(BLOCKS)
    const isBlankLine = node.localName === "br" && (runs.at(-1).at(-1)?.localName === "br" || !runs.at(-1).length)
    if (isBlock) runs.push(node, [])
    else if (isBlankLine) runs.push([])
    else if (node.nodeType !== 3 || node.data.trim() || runs.at(-1).length) runs.at(-1).push(node)
  }
  const parts = runs.map((run) => (Array.isArray(run) ? paragraphOf(run, block) : run)).filter(Boolean)
  if (block.localName === "p") block.replaceWith(...parts)
  else block.replaceChildren(...parts)
}

function paragraphOf(run, block) {
  while (run.at(-1)?.localName === "br") run.pop()
  if (!run.length) return null
  const paragraph = block.ownerDocument.createElement("p")
  paragraph.append(...run)
  return paragraph
}

function nextWritten(node) {
  let next = node.nextSibling
  while (next?.nodeType === 3 && !next.data.trim()) next = next.nextSibling
  return next
}

export function tidySpaces(body) {
  for (const text of textNodesOf(body)) text.data = text.data.replace(HARD_SPACE, " ").replace(/[\u00ad\u200b\ufeff]/g, "")
}

export function dropBlankParagraphs(body) {
  for (const paragraph of [...body.querySelectorAll("p, div, h2, h3")].reverse()) {
    const isBlank = !paragraph.textContent.trim() && !paragraph.querySelector("img, table, hr")
    if (isBlank && !paragraph.matches("td > :only-child, th > :only-child")) paragraph.remove()
  }
}
