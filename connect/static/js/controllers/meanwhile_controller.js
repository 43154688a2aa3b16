// "2 answers arrived while you were writing": said above the button that sends, with the way to
// the first of them. What was told here or by the page counts as seen when the form is sent.
import { Controller } from "@hotwired/stimulus"

import { addressOf, leadToFirst } from "../arrived"
import { say } from "../models/messages"

export default class extends Controller {
  connect() {
    this.form = this.element.closest("form")
    this.arrived = []
    this.listening = new AbortController()
    const { signal } = this.listening
    document.addEventListener("live:arrival", ({ detail }) => this.note(detail), { signal })
    this.form.addEventListener("draft:published", () => this.forget(), { signal })
  }

  disconnect() {
    this.listening.abort()
  }

  note({ id, number, isOwn }) {
    this.seen.value = Math.max(Number(this.seen.value), number)
    if (isOwn || !this.isWriting) return
    this.arrived.push(id)
    this.show()
  }

  show() {
    const link = Object.assign(document.createElement("a"), { href: addressOf(this.arrived[0]), textContent: say("to_the_first") })
    link.addEventListener("click", (event) => this.lead(event))
    this.element.replaceChildren(say("arrived_meanwhile", { count: this.arrived.length }), " ", link)
  }

  lead(event) {
    event.preventDefault()
    leadToFirst(this.arrived)
  }

  forget() {
    this.arrived = []
    this.element.replaceChildren()
  }

  get isWriting() {
    return this.form.elements.namedItem("body").value.trim() !== ""
  }

  get seen() {
    return this.form.elements.namedItem("seen")
  }
}
