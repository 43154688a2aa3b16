// The way to comments that arrived, by the ids of their items.
import { visit } from "@hotwired/turbo"

// To the first of them as the page reads; those on other pages come after the ones shown.
export function leadToFirst(ids) {
  const shown = ids.map((id) => document.getElementById(id)).filter(Boolean)
  shown.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
  const [first] = shown
  if (!first) {
    visit(addressOf(ids[0]))
    return
  }
  const comment = first.querySelector("article") ?? first
  comment.tabIndex = -1
  comment.focus({ preventScroll: true })
  comment.scrollIntoView({ block: "center", behavior: calmly() })
}

export function addressOf(id) {
  return `/comments/${id.replace("comment-item-", "")}`
}

function calmly() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth"
}
