// Two levels of titles: the highest that is used becomes the first, all below it the second.
import { rename } from "./tree.js"

const HEADINGS = "h1, h2, h3, h4, h5, h6"

export function levelHeadings(body) {
  body.querySelectorAll("[role=heading]:not(h1, h2, h3, h4, h5, h6)").forEach((title) => {
    rename(title, `h${Math.min(Number(title.getAttribute("aria-level")) || 2, 6)}`)
  })
  for (const title of body.querySelectorAll(HEADINGS)) {
    if (!title.textContent.trim()) rename(title, "p")
  }
  const titles = [...body.querySelectorAll(HEADINGS)]
  const highest = Math.min(...titles.map(levelOf))
  for (const title of titles) rename(title, levelOf(title) === highest ? "h2" : "h3")
}

function levelOf(title) {
  return Number(title.localName[1])
}
