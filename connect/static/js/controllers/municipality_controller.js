// Suggests municipalities while one is typed; the server understands names and postal codes anyway.
import { Controller } from "@hotwired/stimulus"

const PAUSE_MS = 150

export default class extends Controller {
  connect() {
    this.list = document.createElement("datalist")
    this.list.id = `${this.element.id}-suggestions`
    this.listening = new AbortController()
    document.addEventListener("turbo:render", () => this.attach(), this.listening)
    this.attach()
    if (this.element === document.activeElement && this.element.value) this.suggest()
  }

  // Also after an answer was laid over the page: it knows of no list.
  attach() {
    this.element.after(this.list)
    this.element.setAttribute("list", this.list.id)
    this.element.setAttribute("autocomplete", "off")
  }

  disconnect() {
    this.listening.abort()
    clearTimeout(this.pausing)
    this.list.remove()
  }

  suggest() {
    clearTimeout(this.pausing)
    this.pausing = setTimeout(() => this.ask(this.element.value.trim()), PAUSE_MS)
  }

  async ask(typed) {
    if (typed.length < 2) return
    const response = await fetch(`/places/municipalities?${new URLSearchParams({ q: typed })}`)
    if (!response.ok || typed !== this.element.value.trim()) return
    const found = await response.json()
    this.list.replaceChildren(...found.map(({ name, province }) => option(name, province, typed)))
  }
}

// Browsers filter by what was typed, which may be a postal code or the name in the other language.
function option(name, province, typed) {
  const element = document.createElement("option")
  element.value = name
  element.label = [province, typed].filter(Boolean).join(" · ")
  return element
}
