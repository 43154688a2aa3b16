// A list whose items are put in order by their buttons, or by dragging them. Each item's own fields
// travel with it, so that the form says the order of the list. Without a script the buttons send it.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = ["item"]

  itemTargetConnected(item) {
    item.draggable = true
  }

  up(event) {
    this.move(event, (item) => item.previousElementSibling?.before(item))
  }

  down(event) {
    this.move(event, (item) => item.nextElementSibling?.after(item))
  }

  // The button keeps the focus; at an end of the list, the one that leads back takes it.
  move(event, step) {
    event.preventDefault()
    const button = event.currentTarget
    const item = this.itemTargets.find((other) => other.contains(button))
    step(item)
    this.settle()
    const way = button.disabled ? item.querySelector("button:enabled") : button
    way?.focus()
  }

  take(event) {
    this.dragged = this.itemTargets.find((item) => item === event.target)
    if (!this.dragged) return
    event.dataTransfer.effectAllowed = "move"
    this.dragged.classList.add("pin-order__item--dragged")
  }

  drag(event) {
    if (!this.dragged) return
    event.preventDefault()
    const over = this.itemTargets.find((item) => item !== this.dragged && item.contains(event.target))
    if (!over) return
    const { top, height } = over.getBoundingClientRect()
    if (event.clientY < top + height / 2) over.before(this.dragged)
    else over.after(this.dragged)
  }

  drop(event) {
    event.preventDefault()
    this.dragged?.classList.remove("pin-order__item--dragged")
    this.dragged = null
    this.settle()
  }

  // The first cannot go up, the last cannot go down.
  settle() {
    for (const item of this.itemTargets) {
      item.querySelector("button[name=up]").disabled = item === this.itemTargets[0]
      item.querySelector("button[name=down]").disabled = item === this.itemTargets.at(-1)
    }
  }
}
