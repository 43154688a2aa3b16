// The list of members a text may mention, under the field in which "@na…" is typed.
import { announce, say } from "./models/messages"

const PAUSE_MS = 150
const WHILE_OPEN = ["aria-autocomplete", "aria-haspopup", "aria-controls", "aria-activedescendant"]

export class NamesList {
  // `field` keeps the focus; `among` is a query that says whose names; `asked()` says what is typed of a name, or null; `choose(member)`
  // writes it; `place(listbox)` moves the list to where it is typed.
  constructor({ frame, field, among, asked, choose, place = () => {}, address = "/members/suggestions" }) {
    Object.assign(this, { frame, field, among, asked, choose, place, address })
    this.listbox = document.createElement("div")
    Object.assign(this.listbox, { className: "combobox__listbox", id: `${field.id}-names`, role: "listbox", hidden: true })
    this.listbox.setAttribute("aria-label", say("names"))
    this.listbox.addEventListener("pointerdown", (event) => this.pointed(event))
    this.attach()
  }

  // Also after an answer was laid over the page: it knows of no list.
  attach() {
    this.frame.append(this.listbox)
  }

  remove() {
    this.close()
    this.listbox.remove()
  }

  typed() {
    clearTimeout(this.pausing)
    const words = this.asked()
    if (words === null || words === this.dismissed) return this.close()
    this.dismissed = null
    this.pausing = setTimeout(() => this.suggest(words), PAUSE_MS)
  }

  async suggest(words) {
    this.asking?.abort()
    this.asking = new AbortController()
    const query = new URLSearchParams(this.among)
    query.set("q", words)
    const request = { headers: { Accept: "application/json" }, signal: this.asking.signal }
    try {
      const response = await fetch(`${this.address}?${query}`, request)
      if (!response.ok) return this.close()
      const { members } = await response.json()
      if (this.asked() === words) this.open(members)
    } catch (error) {
      if (error.name !== "AbortError") this.close()
    }
  }

  open(members) {
    if (!members.length) return this.close()
    this.members = members
    this.listbox.replaceChildren(...members.map((member, index) => this.option(member, index)))
    this.listbox.hidden = false
    this.place(this.listbox)
    this.field.setAttribute("aria-autocomplete", "list")
    this.field.setAttribute("aria-haspopup", "listbox")
    this.field.setAttribute("aria-controls", this.listbox.id)
    this.select(0)
    announce(say("suggestions", { count: members.length }))
  }

  // A textbox may not take the role of a combobox: it says what it offers while there is something.
  close() {
    clearTimeout(this.pausing)
    this.asking?.abort()
    if (!this.isOpen) return
    this.listbox.hidden = true
    this.listbox.replaceChildren()
    for (const name of WHILE_OPEN) this.field.removeAttribute(name)
  }

  // Put away by hand: it stays away until something else is typed.
  dismiss() {
    this.dismissed = this.asked()
    this.close()
  }

  option({ name, role }, index) {
    const option = document.createElement("div")
    Object.assign(option, { id: `${this.listbox.id}-${index}`, className: "combobox__option", role: "option" })
    const note = document.createElement("span")
    Object.assign(note, { className: "combobox__note", textContent: role ?? "" })
    option.append(name, " ", note)
    return option
  }

  // Whether the key was for the list.
  key(event) {
    if (!this.isOpen || event.isComposing) return false
    const moves = { ArrowDown: 1, ArrowUp: -1 }
    if (event.key in moves) this.select(this.index + moves[event.key])
    else if (event.key === "Enter" || event.key === "Tab") this.take(this.index)
    else if (event.key === "Escape") this.dismiss()
    else return false
    event.preventDefault()
    event.stopImmediatePropagation()
    return true
  }

  // The pointer goes down before the field loses the focus.
  pointed(event) {
    const option = event.target.closest("[role=option]")
    if (!option) return
    event.preventDefault()
    this.take(this.options.indexOf(option))
  }

  select(index) {
    const { options } = this
    this.index = (index + options.length) % options.length
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.index)))
    this.field.setAttribute("aria-activedescendant", options[this.index].id)
    options[this.index].scrollIntoView({ block: "nearest" })
  }

  take(index) {
    const member = this.members[index]
    this.close()
    this.choose(member)
  }

  get isOpen() {
    return !this.listbox.hidden
  }

  get options() {
    return [...this.listbox.children]
  }
}
