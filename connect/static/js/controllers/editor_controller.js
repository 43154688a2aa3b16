// Makes an editor of a bare field once somebody writes in it. The field stays the truth: it holds
// the text at every moment, and goes on alone where the editor cannot be fetched.
import { Controller } from "@hotwired/stimulus"

import { isHtml } from "../models/plain_notation"

export default class extends Controller {
  static targets = ["field", "tools"]
  static values = { among: String }

  connect() {
    this.listening = new AbortController()
    const on = (target, name, react) => target.addEventListener(name, react, this.listening)
    on(this.fieldTarget, "focus", () => this.mount())
    on(this.fieldTarget, "compositionstart", () => (this.isComposing = true))
    on(this.fieldTarget, "compositionend", () => (this.isComposing = false))
    on(this.fieldTarget.form, "composer:load", () => this.load())
    on(this.element, "turbo:before-morph-element", (event) => this.editor && event.preventDefault())
    on(document, "turbo:before-cache", () => this.unmount())
    on(document, "click", (event) => this.clicked(event))
    if (document.activeElement === this.fieldTarget) this.mount()
    else this.load()
  }

  disconnect() {
    this.listening.abort()
    this.unmount()
  }

  async mount() {
    if (this.editor || this.isFetching) return
    this.isFetching = true
    try {
      const { Writing } = await import("../editor/writing")
      await this.endOfComposition()
      if (!this.listening.signal.aborted) this.editor = new Writing(this.parts)
    } catch (error) {
      this.element.querySelector(".editor__parts")?.remove()
      if (navigator.onLine) console.warn(error)
    } finally {
      this.isFetching = false
    }
  }

  unmount() {
    this.editor?.remove()
    this.editor = null
  }

  // Another text was put in the field. Marked up, it is not for the bare field.
  load() {
    if (this.editor) this.editor.load()
    else if (isHtml(this.fieldTarget.value)) this.mount()
  }

  // A half-made character belongs to the field in which it was begun.
  endOfComposition() {
    if (!this.isComposing) return null
    return new Promise((end) => this.fieldTarget.addEventListener("compositionend", end, { once: true }))
  }

  // The label, and links to the field, lead to the editor.
  clicked(event) {
    const { id } = this.fieldTarget
    if (this.editor && event.target.closest?.(`label[for="${id}"], a[href="#${id}"]`)) {
      event.preventDefault()
      this.editor.focus()
    }
  }

  get parts() {
    return { frame: this.element, field: this.fieldTarget, tools: this.toolsTarget, among: this.amongValue }
  }
}
