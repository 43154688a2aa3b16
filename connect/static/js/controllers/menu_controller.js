// A <details> menu that closes on Escape, on a click elsewhere and when the focus leaves it.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  connect() {
    this.listening = new AbortController()
    const { signal } = this.listening
    document.addEventListener("click", (event) => this.closeUnlessWithin(event.target), { signal })
    document.addEventListener("turbo:before-cache", () => this.close(), { signal })
    this.element.addEventListener("focusout", (event) => this.closeUnlessWithin(event.relatedTarget), { signal })
    this.element.addEventListener("keydown", (event) => this.closeOnEscape(event), { signal })
  }

  disconnect() {
    this.listening.abort()
  }

  close() {
    this.element.open = false
  }

  // A click on plain text gives focusout no new target: the click listener decides that case.
  closeUnlessWithin(target) {
    if (target && !this.element.contains(target)) this.close()
  }

  closeOnEscape(event) {
    if (event.key !== "Escape" || !this.element.open) return
    this.close()
    this.element.querySelector("summary").focus()
  }
}
