// Suggests members while a name is typed; the server understands names and addresses anyway.
import { Controller } from "@hotwired/stimulus"

import { NamesList } from "../names_list"

export default class extends Controller {
  static targets = ["name", "number"]
  static values = { address: String }

  connect() {
    this.names = new NamesList({
      frame: this.element,
      field: this.nameTarget,
      address: this.addressValue,
      asked: () => this.nameTarget.value.trim() || null,
      choose: (member) => this.choose(member),
    })
    this.listening = new AbortController()
    const on = (name, react) => this.nameTarget.addEventListener(name, react, this.listening)
    this.nameTarget.autocomplete = "off"
    on("input", () => this.typed())
    on("blur", () => this.names.close())
    on("keydown", (event) => this.names.key(event))
    document.addEventListener("turbo:render", () => this.names.attach(), this.listening)
    if (this.nameTarget === document.activeElement && this.nameTarget.value) this.names.typed()
  }

  disconnect() {
    this.listening.abort()
    this.names.remove()
  }

  // Other words mean somebody else.
  typed() {
    this.numberTarget.value = ""
    this.names.typed()
  }

  choose({ id, name }) {
    this.nameTarget.value = name
    this.numberTarget.value = id
  }
}
