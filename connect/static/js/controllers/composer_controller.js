// A text being written: takes quotations, tells whom it answers, and shows where it stands once
// published. What is kept of it, and under which token it is sent, is the draft's; how it is
// shaped, the editor's.
import { Controller } from "@hotwired/stimulus"
import { visit } from "@hotwired/turbo"

import { say } from "../models/messages"
import { append } from "../models/quotation"

const EXPECTED_WITHIN_MS = 5_000

export default class extends Controller {
  static targets = ["input", "answering"]

  connect() {
    this.listening = new AbortController()
    this.listen()
    const { answered } = this.element.dataset
    if (answered && this.parent?.value) this.answer(this.parent.value, answered)
    this.grow()
  }

  disconnect() {
    this.listening.abort()
  }

  listen() {
    const on = (target, name, react) => target.addEventListener(name, react, this.listening)
    on(this.inputTarget, "input", () => this.typed())
    on(this.inputTarget, "keydown", (event) => this.shortcut(event))
    on(this.element, "submit", (event) => this.isSending && event.preventDefault())
    on(this.element, "turbo:submit-start", () => this.sending())
    on(this.element, "turbo:submit-end", () => this.sent())
    on(this.element, "composer:insert", ({ detail }) => this.insert(detail))
    on(this.element, "composer:focus", () => this.focus())
    on(this.element, "composer:load", ({ detail }) => this.load(detail ?? {}))
    on(this.element, "draft:published", ({ detail }) => this.published(detail))
    on(document, "live:arrival", ({ detail }) => this.arrived(detail))
    if (this.element.id === "composer") on(document, "click", (event) => this.clicked(event))
  }

  // The text was put in the field from outside, with the comment it answers.
  load({ parent, name }) {
    if (parent) this.answer(parent, name)
    this.grow()
  }

  typed() {
    this.grow()
    this.dispatch("typing", { target: document })
  }

  grow() {
    const { style } = this.inputTarget
    style.blockSize = "auto"
    style.blockSize = `${this.inputTarget.scrollHeight + 2}px`
  }

  // Ctrl or Cmd and Enter.
  shortcut(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    this.element.requestSubmit()
  }

  sending() {
    this.isSending = true
    this.element.setAttribute("aria-busy", "true")
  }

  sent() {
    this.isSending = false
    this.element.removeAttribute("aria-busy")
  }

  published({ isLeaving }) {
    if (isLeaving) return
    this.fill("")
    this.answerThread()
    if (this.arrival) this.reveal(this.arrival)
    else this.expectedUntil = Date.now() + EXPECTED_WITHIN_MS
    this.arrival = null
  }

  // Our comment stands in its place, by the answer to the form or by the live stream.
  arrived({ id, isOwn }) {
    if (!isOwn) return
    if (this.isSending) this.arrival = id
    else if (Date.now() < this.expectedUntil) this.reveal(id)
  }

  // It may belong to another page of the thread.
  reveal(id) {
    this.expectedUntil = 0
    const item = document.getElementById(id)
    if (item) item.scrollIntoView({ block: "nearest" })
    else visit(`/comments/${id.replace("comment-item-", "")}`)
  }

  // "Answer" at a comment, and the way in that floats over the thread.
  clicked(event) {
    const link = event.target.closest?.("[data-answer], a[href='#composer']")
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || this.isShut) return
    event.preventDefault()
    this.insert({ parent: link.dataset.answer, name: link.dataset.name })
  }

  insert({ parent, name, words }) {
    if (parent) this.answer(parent, name)
    if (words) {
      this.fill(append(this.inputTarget.value, words))
      this.inputTarget.dispatchEvent(new Event("input", { bubbles: true }))
    }
    this.focus()
    this.element.scrollIntoView({ block: "nearest" })
  }

  // An editor over the field takes the text from it.
  fill(text) {
    this.inputTarget.value = text
    this.inputTarget.setSelectionRange(text.length, text.length)
    this.dispatch("load")
  }

  focus() {
    const place = this.inputTarget.hidden ? this.element.querySelector("[role=textbox]") : this.inputTarget
    place.focus({ preventScroll: true })
  }

  answer(parent, name) {
    if (!this.parent || !this.hasAnsweringTarget) return
    this.parent.value = parent
    this.element.dataset.answered = name
    const stop = document.createElement("button")
    Object.assign(stop, { type: "button", className: "button button--quiet button--small", textContent: say("answer_thread") })
    stop.addEventListener("click", () => {
      this.answerThread()
      this.focus()
    })
    this.answeringTarget.replaceChildren(say("answering", { name }), " ", stop)
    this.answeringTarget.hidden = false
  }

  answerThread() {
    if (!this.parent || !this.hasAnsweringTarget) return
    this.parent.value = ""
    this.answeringTarget.hidden = true
  }

  // Its link leads to where it is said why.
  get isShut() {
    return this.element.closest("[hidden]") !== null
  }

  get parent() {
    return this.element.elements.namedItem("parent")
  }
}
