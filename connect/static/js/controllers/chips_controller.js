// Shows the lines of a textarea as labels that can be taken away, beside a field to add one. The
// textarea stays what is sent.
import { Controller } from "@hotwired/stimulus"

import { announce } from "../models/messages"
import { topicsIn } from "../models/topics"

export default class extends Controller {
  static values = {
    ...{ add: String, added: String, remove: String, removed: String, full: String },
    most: Number,
  }

  connect() {
    this.field = this.element.querySelector("textarea")
    this.id = this.field.id
    this.build()
    this.field.hidden = true
    this.show()
    // What was typed and not added is sent too. Not added already when the field is left: the page
    // would move under the pointer that presses a button.
    this.listening = new AbortController()
    this.field.form.addEventListener("submit", () => this.add(), { capture: true, signal: this.listening.signal })
  }

  // The plain field again.
  disconnect() {
    this.listening.abort()
    this.box.remove()
    Object.assign(this.field, { id: this.id, hidden: false })
  }

  build() {
    // The label and what points at errors mean the field that can be typed in.
    this.field.id = `${this.id}-lines`
    this.list = create("ul", { className: "topics chips__list" })
    this.input = create("input", { className: "input chips__input", id: this.id, type: "text" })
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (this.field.hasAttribute(name)) this.input.setAttribute(name, this.field.getAttribute(name))
    }
    this.input.addEventListener("keydown", (event) => this.key(event))
    this.input.addEventListener("input", () => topicsIn(`${this.input.value}.`).length > 1 && this.add())
    this.adder = create("button", { className: "button button--small", type: "button", textContent: this.addValue })
    this.adder.addEventListener("click", () => this.addAndGoOn())
    const entry = create("div", { className: "chips__entry" })
    entry.append(this.input, this.adder)
    this.note = create("p", { className: "field__hint", textContent: this.fullValue })
    this.box = create("div", { className: "chips__box" })
    this.box.append(this.list, entry, this.note)
    this.field.after(this.box)
  }

  key(event) {
    if (event.key !== "Enter" || event.isComposing) return
    event.preventDefault()
    this.addAndGoOn()
  }

  addAndGoOn() {
    if (this.isFull) announce(this.fullValue)
    else this.add()
    this.input.focus()
  }

  add() {
    const typed = topicsIn(this.input.value)
    if (!typed.length || this.isFull) return
    this.write([...this.topics, ...typed])
    this.input.value = ""
    announce(filled(this.addedValue, typed.join(", ")))
  }

  // The focus goes where a keyboard can go on: to the field, since the button is gone.
  remove(topic) {
    this.write(this.topics.filter((one) => one !== topic))
    this.input.focus()
    announce(filled(this.removedValue, topic))
  }

  write(topics) {
    this.field.value = topics.join("\n")
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
    this.show()
  }

  show() {
    this.list.replaceChildren(...this.topics.map((topic) => this.chip(topic)))
    this.input.readOnly = this.isFull
    this.note.hidden = !this.isFull
  }

  chip(topic) {
    const item = create("li", { className: "topics__item chips__item", textContent: topic })
    const button = create("button", { className: "chips__remove", type: "button", textContent: "×" })
    button.setAttribute("aria-label", filled(this.removeValue, topic))
    button.addEventListener("click", () => this.remove(topic))
    item.append(button)
    return item
  }

  get topics() {
    return topicsIn(this.field.value)
  }

  get isFull() {
    return this.topics.length >= this.mostValue
  }
}

function create(name, properties) {
  return Object.assign(document.createElement(name), properties)
}

function filled(sentence, topic) {
  return sentence.replace("{topic}", () => topic)
}
