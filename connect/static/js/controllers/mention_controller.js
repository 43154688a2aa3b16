// Suggests members while "@na…" is typed in the one textarea of its element.
import { Controller } from "@hotwired/stimulus"

import { insertMention, mentionAt } from "../models/mention"
import { announce, say } from "../models/messages"

const PAUSE_MS = 150

export default class extends Controller {
  static values = { theme: String }

  connect() {
    this.field = this.element.querySelector("textarea")
    this.listbox = document.createElement("div")
    Object.assign(this.listbox, { className: "combobox__listbox", id: `${this.field.id}-names`, role: "listbox", hidden: true })
    this.listbox.setAttribute("aria-label", say("names"))
    this.element.append(this.listbox)
    this.listening = new AbortController()
    const on = (target, name, react) => target.addEventListener(name, react, this.listening)
    on(this.field, "input", () => this.typed())
    on(this.field, "blur", () => this.close())
    on(this.listbox, "pointerdown", (event) => this.choose(event))
    // Before the composer's own keys.
    this.field.addEventListener("keydown", (event) => this.key(event), { capture: true, signal: this.listening.signal })
  }

  disconnect() {
    clearTimeout(this.pausing)
    this.listening.abort()
    this.close()
    this.listbox.remove()
  }

  typed() {
    clearTimeout(this.pausing)
    const mention = this.mention
    if (!mention || mention.query.length < 1) return this.close()
    this.pausing = setTimeout(() => this.suggest(mention.query), PAUSE_MS)
  }

  async suggest(query) {
    this.asking?.abort()
    this.asking = new AbortController()
    const asked = new URLSearchParams({ q: query, ...(this.themeValue && { theme: this.themeValue }) })
    try {
      const response = await fetch(`/members/suggestions?${asked}`, {
        headers: { Accept: "application/json" },
        signal: this.asking.signal,
      })
      if (!response.ok) return this.close()
      const { members } = await response.json()
      if (this.mention?.query === query) this.open(members)
    } catch (error) {
      if (error.name !== "AbortError") this.close()
    }
  }

  open(members) {
    if (!members.length) return this.close()
    this.listbox.replaceChildren(...members.map((member, index) => this.option(member, index)))
    this.listbox.hidden = false
    this.field.setAttribute("aria-autocomplete", "list")
    this.field.setAttribute("aria-haspopup", "listbox")
    this.field.setAttribute("aria-controls", this.listbox.id)
    this.select(0)
    announce(say("suggestions", { count: members.length }))
  }

  // A textarea may not take the role of a combobox: it says what it offers while there is something.
  close() {
    if (!this.isOpen) return
    this.listbox.hidden = true
    this.listbox.replaceChildren()
    const names = ["aria-autocomplete", "aria-haspopup", "aria-controls", "aria-activedescendant"]
    for (const name of names) this.field.removeAttribute(name)
  }

  option({ name, role }, index) {
    const option = document.createElement("div")
    Object.assign(option, { id: `${this.listbox.id}-${index}`, className: "combobox__option", role: "option" })
    option.dataset.name = name
    const note = document.createElement("span")
    Object.assign(note, { className: "combobox__note", textContent: role ?? "" })
    option.append(name, " ", note)
    return option
  }

  key(event) {
    if (!this.isOpen || event.isComposing) return
    const moves = { ArrowDown: 1, ArrowUp: -1 }
    if (event.key in moves) this.select(this.index + moves[event.key])
    else if (event.key === "Enter" || event.key === "Tab") this.insert(this.options[this.index])
    else if (event.key === "Escape") this.close()
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  // The pointer goes down before the field loses the focus.
  choose(event) {
    const option = event.target.closest("[role=option]")
    if (!option) return
    event.preventDefault()
    this.insert(option)
  }

  select(index) {
    const { options } = this
    this.index = (index + options.length) % options.length
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.index)))
    this.field.setAttribute("aria-activedescendant", options[this.index].id)
    options[this.index].scrollIntoView({ block: "nearest" })
  }

  insert(option) {
    const field = this.field
    if (!this.mention) return this.close()
    const { text, caret } = insertMention(field.value, field.selectionStart, option.dataset.name)
    field.value = text
    field.setSelectionRange(caret, caret)
    this.close()
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  get mention() {
    const { value, selectionStart, selectionEnd } = this.field
    return selectionStart === selectionEnd ? mentionAt(value, selectionStart) : null
  }

  get isOpen() {
    return !this.listbox.hidden
  }

  get options() {
    return [...this.listbox.children]
  }
}
