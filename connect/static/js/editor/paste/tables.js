// Tables stay tables, unless they only lay out a page; empty rows and columns at their ends go.
import { replaceByChildren } from "./tree.js"

export function straightenTables(body) {
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    if (isLayout(table)) flatten(table)
    else trim(table)
  }
}

function isLayout(table) {
  const cells = table.querySelectorAll("td, th")
  return cells.length <= 1 || /^(presentation|none)$/.test(table.getAttribute("role")) || table.querySelector("table") !== null
}

function flatten(table) {
  table.querySelectorAll("caption, td, th").forEach((cell) => {
    const block = cell.ownerDocument.createElement("div")
    block.append(...cell.childNodes)
    cell.replaceWith(block)
  })
  table.querySelectorAll("tr, thead, tbody, tfoot").forEach(replaceByChildren)
  replaceByChildren(table)
}

function trim(table) {
  const caption = table.querySelector("caption")
  if (caption) table.before(caption)
  const rows = [...table.rows]
  const last = rows.findLastIndex(isFilled)
  rows.slice(last + 1).forEach((row) => row.remove())
  while (lastColumnIsBlank(table)) [...table.rows].forEach((row) => row.lastElementChild?.remove())
  if (!table.rows.length) table.remove()
}

// Only where each row has a cell of its own there.
function lastColumnIsBlank(table) {
  const rows = [...table.rows]
  const isPlain = rows.every((row) => [...row.cells].every((cell) => cell.rowSpan === 1 && cell.colSpan === 1))
  const lengths = new Set(rows.map((row) => row.cells.length))
  return rows.length > 0 && isPlain && lengths.size === 1 && !lengths.has(0) && rows.every((row) => !isFilled(row.lastElementChild))
}

function isFilled(element) {
  return Boolean(element.textContent.trim() || element.querySelector("img"))
}
