// Parts of a long form that stand open or closed: a link to a field opens the part around it.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  connect() {
    this.listening = new AbortController()
    const on = (target, name, react) => target.addEventListener(name, react, this.listening)
    on(window, "hashchange", () => this.open(location.hash))
    on(document, "click", (event) => this.clicked(event))
    this.open(location.hash)
  }

  disconnect() {
    this.listening.abort()
  }

  clicked(event) {
    const link = event.target.closest?.("a[href^='#']")
    if (link) this.open(link.getAttribute("href"))
  }

  open(hash) {
    const field = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)))
    const part = field && this.element.contains(field) && field.closest("details")
    if (!part || part.open) return
    part.open = true
    field.scrollIntoView({ block: "center" })
  }
}
