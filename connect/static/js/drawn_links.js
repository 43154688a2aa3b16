// Links inside a drawing. Turbo takes the `href` of every link for a text, which in SVG it is not,
// and fails on each click; so it never hears of them, and they are followed here.
import { visit } from "@hotwired/turbo"

const follow = (event) => {
  const link = event.target.closest?.("svg a[href]")
  if (!link) return
  event.stopPropagation()
  if (event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  visit(link.getAttribute("href"))
}

document.addEventListener("click", follow, true)
