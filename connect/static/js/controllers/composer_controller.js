// A text being written: grows, is kept on this device until the server has it, and is sent once.
import { Controller } from "@hotwired/stimulus"
import { visit } from "@hotwired/turbo"

import { currentMember } from "../live"
import { Draft } from "../models/draft"
import { announce, say } from "../models/messages"
import { append } from "../models/quotation"
import { newToken } from "../models/token"

const EXPECTED_WITHIN_MS = 5_000

export default class extends Controller {
  static targets = ["input", "status", "answering"]

  connect() {
    this.draft = new Draft(localStorage, `${currentMember()}:${this.element.dataset.place}`)
    this.listening = new AbortController()
    this.listen()
    this.offerMentions()
    this.restore()
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
    on(this.element, "turbo:submit-end", ({ detail }) => this.sent(detail))
    on(this.element, "composer:insert", ({ detail }) => this.insert(detail))
    on(document, "live:echo", ({ detail }) => this.echoed(detail))
    on(document, "live:arrival", ({ detail }) => this.arrived(detail))
    if (this.element.id === "composer") on(document, "click", (event) => this.clicked(event))
  }

  // What the server put in the field (a quotation, a text it refused) goes before what was kept.
  restore() {
    const kept = this.draft.read()
    if (!kept || this.inputTarget.value.trim()) return
    this.inputTarget.value = kept.body
    if (kept.token && this.token) this.token.value = this.sentToken = kept.token
    if (kept.parent) this.answer(kept.parent, kept.name)
    this.say("draft_restored")
  }

  // A token stands for one text: what is changed after an attempt is another text.
  typed() {
    if (this.sentToken) this.renewToken()
    this.keep()
    this.statusTarget.textContent = ""
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
    this.sentToken = this.token?.value
    this.element.setAttribute("aria-busy", "true")
    this.keep()
  }

  sent({ success, fetchResponse }) {
    this.isSending = false
    this.element.removeAttribute("aria-busy")
    if (success) this.accepted({ isLeaving: fetchResponse.redirected })
    else if (!fetchResponse || fetchResponse.serverError) announce(this.say("not_sent"))
  }

  // The comment came by the live stream while the answer to the form was lost.
  echoed({ token }) {
    if (token === this.sentToken && !this.isSending) this.accepted({ isLeaving: false })
  }

  accepted({ isLeaving }) {
    this.draft.clear()
    if (isLeaving) return
    this.inputTarget.value = ""
    this.statusTarget.textContent = ""
    this.renewToken()
    this.answerThread()
    this.grow()
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
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.insert({ parent: link.dataset.answer, name: link.dataset.name })
  }

  insert({ parent, name, words }) {
    if (parent) this.answer(parent, name)
    if (words) {
      this.inputTarget.value = append(this.inputTarget.value, words)
      this.typed()
    }
    this.inputTarget.focus({ preventScroll: true })
    this.inputTarget.setSelectionRange(this.inputTarget.value.length, this.inputTarget.value.length)
    this.element.scrollIntoView({ block: "nearest" })
  }

  answer(parent, name) {
    if (!this.parent || !this.hasAnsweringTarget) return
    this.parent.value = parent
    this.answered = name
    const stop = document.createElement("button")
    Object.assign(stop, { type: "button", className: "button button--quiet button--small", textContent: say("answer_thread") })
    stop.addEventListener("click", () => {
      this.answerThread()
      this.inputTarget.focus()
    })
    this.answeringTarget.replaceChildren(say("answering", { name }), " ", stop)
    this.answeringTarget.hidden = false
  }

  answerThread() {
    if (!this.parent || !this.hasAnsweringTarget) return
    this.parent.value = ""
    this.answeringTarget.hidden = true
  }

  keep() {
    this.draft.keep({
      body: this.inputTarget.value,
      token: this.sentToken,
      parent: this.parent?.value,
      name: this.answered,
    })
  }

  renewToken() {
    this.sentToken = null
    if (this.token) this.token.value = newToken()
  }

  say(key) {
    return (this.statusTarget.textContent = say(key))
  }

  // Without scripts there is nobody to suggest names, so the list's frame is made here.
  offerMentions() {
    const input = this.inputTarget
    if (input.closest(".combobox")) return
    const frame = document.createElement("div")
    frame.className = "combobox"
    frame.dataset.controller = "mention"
    frame.dataset.mentionThemeValue = this.element.dataset.themeSlug ?? ""
    input.replaceWith(frame)
    frame.append(input)
  }

  get token() {
    return this.element.elements.namedItem("token")
  }

  get parent() {
    return this.element.elements.namedItem("parent")
  }
}
