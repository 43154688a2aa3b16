// Lists whose nesting is told otherwise: by a level on each item, or by a list between two items.
const LEVEL = "data-aria-level"

// Word for the web and Teams: each item in a list of its own, with its level.
export function mergeLevelledLists(body) {
  for (const wrapper of body.querySelectorAll(".ListContainerWrapper")) wrapper.replaceWith(...wrapper.childNodes)
  for (const list of body.querySelectorAll("ul, ol")) {
    if (list.isConnected && list.querySelector(`:scope > li[${LEVEL}]`)) gather(list)
  }
}

function gather(first) {
  const open = [{ list: first, level: levelOf(first) }]
  let next = first.nextElementSibling
  while (next?.matches("ul, ol") && next.querySelector(`:scope > li[${LEVEL}]`)) {
    const following = next.nextElementSibling
    const level = levelOf(next)
    while (open.length > 1 && open.at(-1).level > level) open.pop()
    const current = open.at(-1)
    if (level > current.level) {
      current.list.lastElementChild.append(next)
      open.push({ list: next, level })
    } else if (current.list.localName === next.localName) {
      current.list.append(...next.childNodes)
      next.remove()
    } else if (open.length > 1) {
      current.list.after(next)
      open.splice(-1, 1, { list: next, level })
    } else break
    next = following
  }
}

function levelOf(list) {
  return Number(list.querySelector(`:scope > li[${LEVEL}]`).getAttribute(LEVEL)) || 1
}

// Google Docs and old editors: a list right inside a list belongs to the item before it.
export function nestStrayLists(body) {
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const before = list.previousElementSibling
    if (before?.localName === "li") before.append(list)
  }
}
