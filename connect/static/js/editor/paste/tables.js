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
  while (dropBlankColumn(table));
  if (!table.rows.length) table.remove()
}

// The last column, if nothing stands in it and nothing reaches into it.
function dropBlankColumn(table) {
  const grid = gridOf(table)
  const width = Math.max(0, ...grid.map((row) => row.length))
  const last = grid.map((row) => row[width - 1])
  if (!last.length || !last.every((cell) => cell && isBlankAlone(cell))) return false
  last.forEach((cell) => cell.remove())
  return true
}

// The cell at each place of each row; one that spans several stands at all of them.
function gridOf(table) {
  const rows = [...table.rows]
  const grid = rows.map(() => [])
  rows.forEach((row, top) => {
    for (const cell of row.cells) {
      const free = [...grid[top], null].findIndex((place) => !place)
      for (const line of grid.slice(top, top + cell.rowSpan)) {
        for (let place = free; place < free + cell.colSpan; place++) line[place] = cell
      }
    }
  })
  return grid
}

function isBlankAlone(cell) {
  return !isFilled(cell) && cell.colSpan === 1 && cell.rowSpan === 1
}

function isFilled(element) {
  return Boolean(element.textContent.trim() || element.querySelector("img"))
}
