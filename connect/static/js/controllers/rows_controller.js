// Rows of a form: added, moved and taken away at once. Without a script its buttons send the form.
import { Controller } from "@hotwired/stimulus"

import { place, rowsIn } from "../models/rows"

export default class extends Controller {
  static targets = ["blank", "list", "more", "row"]
  static values = { most: Number }

  connect() {
    this.listening = new AbortController()
    this.form.addEventListener("rows:load", ({ detail }) => this.load(detail), this.listening)
    document.addEventListener("turbo:render", () => this.settle(), this.listening)
    this.settle()
  }

  // Also after an answer was laid over the page: it comes as for a page without scripts.
  settle() {
    this.moreTarget.hidden = false
    this.keepOneBlank()
  }

  disconnect() {
    this.listening.abort()
  }

  // Another text comes: with room for all its rows.
  load({ fields }) {
    const count = Math.max(1, rowsIn(fields, this.element.id))
    while (this.rowTargets.length > count) this.rowTargets.at(-1).remove()
    while (this.rowTargets.length < count) this.append()
    this.renumber()
  }

  more(event) {
    event.preventDefault()
    const row = this.rowTargets.find(isBlank) ?? this.append()
    this.renumber()
    focusOn(row)
  }

  up(event) {
    this.move(event, (row) => row.previousElementSibling?.before(row))
  }

  down(event) {
    this.move(event, (row) => row.nextElementSibling?.after(row))
  }

  removal(event) {
    event.preventDefault()
    const row = rowOf(event)
    const next = row.nextElementSibling ?? row.previousElementSibling
    row.remove()
    this.keepOneBlank()
    this.changed()
    focusOn(next?.isConnected ? next : this.rowTargets[0])
  }

  // The button keeps the focus, and the row is told to the draft.
  move(event, step) {
    event.preventDefault()
    const button = event.currentTarget
    step(rowOf(event))
    this.renumber()
    this.changed()
    button.focus()
  }

  append() {
    this.listTarget.append(this.blankTarget.content.cloneNode(true))
    return this.rowTargets.at(-1)
  }

  // The blank rows that help without a script are one too many with it.
  keepOneBlank() {
    for (const row of this.rowTargets.filter(isBlank)) row.remove()
    if (!this.rowTargets.length) this.append()
    this.renumber()
  }

  renumber() {
    this.rowTargets.forEach((row, number) => place(row, number))
    this.moreTarget.disabled = this.rowTargets.length >= this.mostValue && !this.rowTargets.some(isBlank)
  }

  changed() {
    this.form.dispatchEvent(new Event("change", { bubbles: true }))
  }

  get form() {
    return this.element.closest("form")
  }
}

function rowOf(event) {
  return event.currentTarget.closest("[data-rows-target=row]")
}

function isBlank(row) {
  return [...row.querySelectorAll("input, select, textarea")].every(({ value }) => !value)
}

function focusOn(row) {
  row?.querySelector("input, select, textarea")?.focus()
}
