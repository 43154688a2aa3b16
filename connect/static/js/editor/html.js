// The editor's document as the HTML that is stored: tidy, and nothing when nothing is written.
import { DOMSerializer } from "@tiptap/pm/model"

export function toHtml(document_) {
  const page = document.createElement("div")
  const serializer = DOMSerializer.fromSchema(document_.type.schema)
  serializer.serializeFragment(document_.content, { document }, page)
  page.querySelectorAll("figcaption:empty").forEach((caption) => caption.remove())
  page.querySelectorAll("li, td, th").forEach(bareWhenAlone)
  page.querySelectorAll("table").forEach(headFirst)
  while (isBlank(page.lastElementChild)) page.lastElementChild.remove()
  return isWritten(page) ? page.innerHTML : ""
}

// An item or a cell of one paragraph holds its words directly.
function bareWhenAlone(holder) {
  const paragraphs = [...holder.children].filter((child) => child.localName === "p")
  if (paragraphs.length === 1 && paragraphs[0] === holder.firstElementChild) paragraphs[0].replaceWith(...paragraphs[0].childNodes)
}

// The rows of titles at the top.
function headFirst(table) {
  const rows = [...table.rows]
  const end = rows.findIndex((row) => [...row.cells].some((cell) => cell.localName === "td"))
  const titles = rows.slice(0, end === -1 ? rows.length : end)
  if (titles.length) table.createTHead().append(...titles)
  if (!table.tBodies[0]?.rows.length) table.tBodies[0]?.remove()
}

function isBlank(element) {
  return element?.localName === "p" && !element.textContent.trim() && !element.querySelector("img")
}

function isWritten(page) {
  return Boolean(page.textContent.trim() || page.querySelector("img"))
}
