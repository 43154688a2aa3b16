// Word and Outlook: lists are paragraphs that say their level in a style, titles are classes.
import { rename, replaceByChildren } from "./tree.js"

const LIST = /mso-list:\s*(\S+)\s+level(\d)/i
const IGNORED = "[data-style*='mso-list:Ignore' i], [data-style*='mso-list: Ignore' i]"
const ORDERED = /^[(]?(\d{1,3}|[a-z]|[ivxlc]+)[.)]/i

export function gatherWordLists(body) {
  for (const first of body.querySelectorAll("[data-style*='mso-list' i]")) {
    if (first.isConnected && levelOf(first)) gather(first)
  }
}

function gather(first) {
  const open = [] // the lists from the outermost to the one being filled
  let paragraph = first
  const anchor = first.ownerDocument.createComment("")
  first.before(anchor)
  while (paragraph && levelOf(paragraph)) {
    const next = paragraph.nextElementSibling
    place(paragraph, open, anchor)
    paragraph = next
  }
  anchor.remove()
}

function place(paragraph, open, anchor) {
  const { level, list } = levelOf(paragraph)
  const { isOrdered, start } = takeMarker(paragraph)
  while (open.length && open.at(-1).level > level) open.pop()
  const current = open.at(-1)
  const isOther = current?.level === level && (current.isOrdered !== isOrdered || (level === 1 && current.list !== list))
  if (isOther) open.pop()
  if (open.at(-1)?.level !== level) open.push(begin({ level, list, isOrdered, start }, open.at(-1), anchor))
  const item = paragraph.ownerDocument.createElement("li")
  item.append(...paragraph.childNodes)
  open.at(-1).element.append(item)
  paragraph.remove()
}

// Inside the last item of the list above it, else on the page.
function begin(list, above, anchor) {
  const element = anchor.ownerDocument.createElement(list.isOrdered ? "ol" : "ul")
  if (list.isOrdered && list.start > 1) element.setAttribute("start", list.start)
  if (above) above.element.lastElementChild.append(element)
  else anchor.before(element)
  return { ...list, element }
}

function takeMarker(paragraph) {
  const marker = paragraph.querySelector(IGNORED)
  const [, sign] = ORDERED.exec(marker?.textContent.trim() ?? "") ?? []
  marker?.remove()
  return { isOrdered: Boolean(sign), start: Number(sign) || 1 }
}

function levelOf(element) {
  if (!element?.matches("p, div, h1, h2, h3, h4, h5, h6")) return null
  const [, list, level] = LIST.exec(element.dataset.style ?? "") ?? []
  return level && !/^H\d$/.test(element.tagName) ? { list, level: Number(level) } : null
}

export function nameWordHeadings(body) {
  body.querySelectorAll("p.MsoTitle").forEach((title) => rename(title, "h1"))
  for (const paragraph of body.querySelectorAll("p[class^=MsoHeading]")) {
    const [, level] = /MsoHeading(\d)/.exec(paragraph.className) ?? []
    if (level) rename(paragraph, `h${Math.min(level, 6)}`)
  }
  body.querySelectorAll(`:is(h1, h2, h3, h4, h5, h6) :is(${IGNORED})`).forEach((marker) => {
    marker.replaceWith(`${marker.textContent.trim()} `)
  })
}

// A footnote's number stays where it was called, in brackets, and begins the note itself.
export function tellWordNotes(body) {
  const calls = "a[href*='#_ftn'], a[href*='#_edn'], a.sdfootnoteanc, a.sdfootnotesym, a.sdendnoteanc, a.sdendnotesym"
  for (const call of body.querySelectorAll(calls)) {
    const number = call.textContent.replace(/[[\]\s]/g, "")
    const isNote = call.matches(".sdfootnotesym, .sdendnotesym")
    const holder = call.parentElement.localName === "sup" ? call.parentElement : call
    holder.replaceWith(`[${number}]${isNote ? " " : ""}`)
  }
  body.querySelectorAll("[data-style*='mso-element:footnote-list' i], [data-style*='mso-element:endnote-list' i]").forEach((notes) => {
    notes.querySelectorAll(":scope > hr, :scope > br").forEach((line) => line.remove())
    replaceByChildren(notes)
  })
}
