// What is no text, and elements that mean nothing here.
import { replaceByChildren } from "./tree.js"

const NO_TEXT =
  "script, style, meta, link, title, base, xml, template, noscript, svg, math, iframe, object, embed, video, audio, " +
  "canvas, button, input, select, textarea, col, colgroup, [hidden], img[aria-roledescription=checkbox]"
// What somebody took out, or said beside the text, while changes were tracked.
const NOT_OF_THE_TEXT = "del[datetime], del[cite], .msocomanchor, .MsoCommentReference, [data-style*='mso-element:comment' i]"
const UNSEEN = /display:\s*none|mso-hide:\s*all/i
const KNOWN = "p, div, h1, h2, h3, ul, ol, li, blockquote, hr, table, thead, tbody, tr, th, td, br, strong, b, em, i, code, a, figure, figcaption, img"
const BLOCK_LIKE = "section, article, header, footer, main, aside, nav, address, center, form, dl, dt, dd, details, summary, caption, pre, fieldset, legend"

export function drop(body) {
  const comments = body.ownerDocument.createTreeWalker(body, 128 /* NodeFilter.SHOW_COMMENT */)
  const found = []
  while (comments.nextNode()) found.push(comments.currentNode)
  found.forEach((comment) => comment.remove())
  body.querySelectorAll(`${NO_TEXT}, ${NOT_OF_THE_TEXT}`).forEach((element) => element.remove())
  for (const element of body.querySelectorAll("[data-style]")) {
    if (UNSEEN.test(element.dataset.style)) element.remove()
  }
}

// Attributes go too, but for what a text keeps.
const KEPT = {
  a: ["href", "class", "data-member"],
  blockquote: ["cite"],
  ol: ["start"],
  td: ["colspan", "rowspan"],
  th: ["colspan", "rowspan"],
  img: ["src", "alt", "width", "height"],
}

export function unwrapUnknown(body) {
  for (const element of [...body.querySelectorAll("*")].reverse()) {
    if (element.matches(BLOCK_LIKE)) asBlock(element)
    else if (element.matches("tfoot")) asBody(element)
    else if (!element.matches(KNOWN)) replaceByChildren(element)
    else keepAttributes(element)
  }
}

function asBlock(element) {
  const block = element.ownerDocument.createElement("div")
  block.append(...element.childNodes)
  element.replaceWith(block)
}

function asBody(foot) {
  const part = foot.ownerDocument.createElement("tbody")
  part.append(...foot.childNodes)
  foot.replaceWith(part)
}

function keepAttributes(element) {
  const kept = KEPT[element.localName] ?? []
  for (const { name } of [...element.attributes]) {
    if (!kept.includes(name)) element.removeAttribute(name)
  }
}
