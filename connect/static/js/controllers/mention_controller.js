// Suggests members while "@na…" is typed in the bare textarea of its element.
import { Controller } from "@hotwired/stimulus"

import { insertMention, mentionAt } from "../models/mention"
import { NamesList } from "../names_list"

export default class extends Controller {
  static values = { among: String }

  connect() {
    this.field = this.element.querySelector("textarea")
    this.names = new NamesList({
      frame: this.element,
      field: this.field,
      among: this.amongValue,
      asked: () => this.mention?.query || null,
      choose: (member) => this.insert(member),
    })
    this.listening = new AbortController()
    const { signal } = this.listening
    this.field.addEventListener("input", () => this.names.typed(), { signal })
    this.field.addEventListener("blur", () => this.names.close(), { signal })
    // Before the composer's own keys.
    this.field.addEventListener("keydown", (event) => this.names.key(event), { capture: true, signal })
  }

  disconnect() {
    this.listening.abort()
    this.names.remove()
  }

  insert({ name }) {
    const { field } = this
    if (!this.mention) return
    const { text, caret } = insertMention(field.value, field.selectionStart, name)
    field.value = text
    field.setSelectionRange(caret, caret)
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  // Behind an editor the field holds no words in the making.
  get mention() {
    const { value, selectionStart, selectionEnd, hidden } = this.field
    return !hidden && selectionStart === selectionEnd ? mentionAt(value, selectionStart) : null
  }
}
