// Moves the items of a list, by buttons named "up" and "down" or by dragging. Their own fields
// travel with them, so that the form says the order of the list.
export class Ordering {
  constructor(list, items) {
    this.list = list
    this.items = items
    this.listening = new AbortController()
    for (const item of items()) item.draggable = true
    const on = (name, react) => list.addEventListener(name, react, this.listening)
    on("dragstart", (event) => this.take(event))
    on("dragover", (event) => this.drag(event))
    on("drop", (event) => event.preventDefault())
    on("dragend", () => this.drop())
  }

  remove() {
    this.listening.abort()
  }

  move(event, step) {
    event.preventDefault()
    const button = event.currentTarget
    const item = this.items().find((other) => other.contains(button))
    const other = step < 0 ? item.previousElementSibling : item.nextElementSibling
    if (step < 0) other?.before(item)
    else other?.after(item)
    this.settle()
    const twin = item.querySelector(`button[name=${step < 0 ? "down" : "up"}]`)
    ;(button.disabled ? twin : button).focus()
  }

  take(event) {
    this.dragged = this.items().find((item) => item === event.target)
    this.dragged?.classList.add("pin-order__item--dragged")
    if (this.dragged) event.dataTransfer.effectAllowed = "move"
  }

  drag(event) {
    if (!this.dragged) return
    event.preventDefault()
    const over = this.items().find((item) => item !== this.dragged && item.contains(event.target))
    if (!over) return
    const { top, height } = over.getBoundingClientRect()
    if (event.clientY < top + height / 2) over.before(this.dragged)
    else over.after(this.dragged)
  }

  drop() {
    this.dragged?.classList.remove("pin-order__item--dragged")
    this.dragged = null
    this.settle()
  }

  // The first cannot go up, the last cannot go down.
  settle() {
    const items = this.items()
    for (const item of items) {
      item.querySelector("button[name=up]").disabled = item === items[0]
      item.querySelector("button[name=down]").disabled = item === items.at(-1)
    }
  }
}
