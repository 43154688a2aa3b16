// What is being written is kept on this device until the server has it, and is sent once.
import { Controller } from "@hotwired/stimulus"

import { currentMember } from "../live"
import { Draft } from "../models/draft"
import { announce, say } from "../models/messages"
import { newToken } from "../models/token"

export default class extends Controller {
  static targets = ["status"]

  connect() {
    this.draft = new Draft(localStorage, `${currentMember()}:${this.element.dataset.place}`)
    this.listening = new AbortController()
    this.listen()
    this.restore()
  }

  disconnect() {
    this.listening.abort()
  }

  listen() {
    const on = (target, name, react) => target.addEventListener(name, react, this.listening)
    on(this.element, "input", () => this.typed())
    on(this.element, "turbo:submit-start", () => this.sending())
    on(this.element, "turbo:submit-end", ({ detail }) => this.sent(detail))
    on(document, "live:echo", ({ detail }) => this.echoed(detail))
  }

  // What the server put in the field (a quotation, a text it refused) goes before what was kept.
  restore() {
    const kept = this.draft.read()
    if (!kept || this.body.value.trim()) return
    this.body.value = kept.body
    if (kept.token && this.token) this.token.value = this.sentToken = kept.token
    this.dispatch("load", { prefix: "composer", detail: { parent: kept.parent, name: kept.name } })
    this.say("draft_restored")
  }

  // A token stands for one text: what is changed after an attempt is another text.
  typed() {
    if (this.sentToken) this.renewToken()
    this.keep()
    this.statusTarget.textContent = ""
  }

  sending() {
    this.isSending = true
    this.sentToken = this.token?.value
    this.keep()
  }

  sent({ success, fetchResponse }) {
    this.isSending = false
    if (success) this.published({ isLeaving: fetchResponse.redirected })
    else if (!fetchResponse || fetchResponse.serverError) announce(this.say("not_sent"))
  }

  // The comment came by the live stream while the answer to the form was lost.
  echoed({ token }) {
    if (token === this.sentToken && !this.isSending) this.published({ isLeaving: false })
  }

  published({ isLeaving }) {
    this.draft.clear()
    if (!isLeaving) {
      this.statusTarget.textContent = ""
      this.renewToken()
    }
    this.dispatch("published", { detail: { isLeaving } })
  }

  keep() {
    this.draft.keep({
      body: this.body.value,
      token: this.sentToken,
      parent: this.element.elements.namedItem("parent")?.value,
      name: this.element.dataset.answered,
    })
  }

  renewToken() {
    this.sentToken = null
    if (this.token) this.token.value = newToken()
  }

  say(key) {
    return (this.statusTarget.textContent = say(key))
  }

  get body() {
    return this.element.elements.namedItem("body")
  }

  get token() {
    return this.element.elements.namedItem("token")
  }
}
