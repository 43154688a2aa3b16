// A list whose items are put in order by their buttons, or by dragging them. Without a script the
// buttons send the form; what moves the items is fetched when there is such a list.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = ["item"]

  async connect() {
    const { Ordering } = await import("../ordering")
    if (this.element.isConnected) this.ordering = new Ordering(this.element, () => this.itemTargets)
  }

  disconnect() {
    this.ordering?.remove()
    this.ordering = null
  }

  up(event) {
    this.ordering?.move(event, -1)
  }

  down(event) {
    this.ordering?.move(event, 1)
  }
}
