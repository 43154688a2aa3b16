// Changes the page without moving what is being read.
const CANDIDATES = "[data-path], .thread-row, main > *, form"

export function keepingPlace(change) {
  const anchor = focusedInView() ?? firstInView()
  const before = anchor?.getBoundingClientRect().top
  change()
  if (!anchor) return
  settle(anchor, before)
  // The browser's own scroll anchoring may act later in this frame: the place is set once more.
  requestAnimationFrame(() => settle(anchor, before))
}

function settle(anchor, before) {
  const moved = anchor.isConnected ? anchor.getBoundingClientRect().top - before : 0
  if (Math.abs(moved) >= 1 && scrollY > 0) scrollBy({ top: moved, behavior: "instant" })
}

function focusedInView() {
  const focused = document.activeElement
  return focused && focused !== document.body && isInView(focused) ? focused : null
}

function firstInView() {
  return [...document.querySelectorAll(CANDIDATES)].find((element) => {
    const { top } = element.getBoundingClientRect()
    return top >= 0 && top < innerHeight
  })
}

function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}
