// Shows the text in place as it would be published; the server renders it as it will then. The
// button leads there and back, and without scripts or network it sends the form to a page.
import { Controller } from "@hotwired/stimulus"

import { say } from "../models/messages"

export default class extends Controller {
  static values = { back: String }

  connect() {
    this.listening = new AbortController()
    this.words = this.element.textContent
    const goBack = () => this.isShown && this.hide()
    for (const name of ["composer:load", "draft:published"]) this.form.addEventListener(name, goBack, this.listening)
    document.addEventListener("turbo:before-cache", goBack, this.listening)
  }

  disconnect() {
    this.listening.abort()
  }

  async toggle(event) {
    event.preventDefault()
    if (this.isShown) {
      this.hide()
      this.form.dispatchEvent(new CustomEvent("composer:focus"))
    } else if (!this.isAsking) {
      this.isAsking = true
      this.show(await this.ask())
      this.isAsking = false
    }
  }

  async ask() {
    const body = new FormData(this.form)
    body.delete("attachments") // they are not part of the text, and large
    try {
      const answer = await fetch(this.element.formAction, { method: "POST", body, headers: { Accept: "application/json" } })
      const { html, errors } = await answer.json()
      return { html, problems: answer.ok ? [] : (errors?.body ?? [say("no_preview")]) }
    } catch {
      return { problems: [say("no_preview")] }
    }
  }

  show({ html, problems }) {
    this.page = document.createElement("section")
    Object.assign(this.page, { className: "as-published prose", tabIndex: -1 })
    this.page.setAttribute("aria-label", this.words)
    this.page.innerHTML = problems.length ? "" : html
    this.page.append(...problems.map((problem) => Object.assign(document.createElement("p"), { textContent: problem })))
    this.writing.after(this.page)
    this.writing.hidden = true
    this.element.textContent = this.backValue
    this.page.focus({ preventScroll: true })
    this.page.scrollIntoView({ block: "nearest" })
  }

  hide() {
    this.page.remove()
    this.page = null
    this.writing.hidden = false
    this.element.textContent = this.words
  }

  get isShown() {
    return Boolean(this.page)
  }

  get form() {
    return this.element.form
  }

  get writing() {
    return this.form.querySelector(".editor")
  }
}
