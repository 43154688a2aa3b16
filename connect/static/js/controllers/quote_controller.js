// Answers with a passage: select words of a comment, and a button to quote them appears behind its
// text. A comment's own link to quote it opens the composer of the page instead of another page.
import { Controller } from "@hotwired/stimulus"

import { say } from "../models/messages"
import { quotation } from "../models/quotation"

export default class extends Controller {
  connect() {
    this.listening = new AbortController()
    document.addEventListener("selectionchange", () => this.offer(), this.listening)
    this.button = document.createElement("button")
    Object.assign(this.button, { type: "button", className: "button button--small", textContent: say("quote") })
    this.button.addEventListener("click", () => this.quoteSelection())
  }

  disconnect() {
    this.listening.abort()
    this.button.remove()
  }

  // Placed behind the text in the document too, so that Tab leads there.
  offer() {
    const passage = this.passage
    if (passage && this.composer) {
      this.selected = passage
      if (passage.text.nextElementSibling !== this.button) passage.text.after(this.button)
    } else if (document.activeElement !== this.button) {
      this.button.remove()
    }
  }

  quoteSelection() {
    this.compose(this.selected.text, this.selected.words)
    this.button.remove()
    getSelection().removeAllRanges()
  }

  // The passage selected in the comment, or all of it.
  quote(event) {
    const id = event.currentTarget.dataset.quote
    const text = this.element.querySelector(`[data-quotable="${id}"]`)
    if (!text || !this.composer) return
    event.preventDefault()
    this.compose(text, this.passage?.text === text ? this.passage.words : text.innerText)
  }

  compose(text, words) {
    const { quotable: parent, authorName: name } = text.dataset
    const detail = { parent, name, words: quotation(words, name, `/comments/${parent}`) }
    this.composer.dispatchEvent(new CustomEvent("composer:insert", { detail }))
  }

  get composer() {
    const composer = document.getElementById("composer")
    return composer?.closest("[hidden]") ? null : composer
  }

  get passage() {
    const selection = getSelection()
    const words = selection.toString().trim()
    if (!words || !this.composer) return null
    const [start, end] = [selection.anchorNode, selection.focusNode].map((node) =>
      (node instanceof Element ? node : node?.parentElement)?.closest("[data-quotable]"),
    )
    return start && start === end && this.element.contains(start) ? { text: start, words } : null
  }
}
