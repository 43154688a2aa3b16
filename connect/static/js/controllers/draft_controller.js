// What is being written is kept on this device at every letter, on the server after every pause,
// and is sent once. The form's fields are the truth; `composer:load` tells that they were filled.
import { Controller } from "@hotwired/stimulus"

import { BothTexts } from "../both_texts"
import { fetchDraft, postDraft } from "../drafts"
import { currentMember } from "../live"
import { Draft } from "../models/draft"
import { collect, fill, isSame, isSameText, isWritten } from "../models/draft_fields"
import { meet } from "../models/draft_meeting"
import { DraftSync } from "../models/draft_sync"
import { announce, say } from "../models/messages"
import { newToken } from "../models/token"

const LONGEST_WAIT_MS = 3_000
// Where the form shows what is there already.
const CHANGED = /^(comment|strategy|synthesis):/
// What is said of a moment, and no longer true when somebody types on.
const PASSING = ["draft_restored", "draft_moved", "draft_gone", "not_sent"]

export default class extends Controller {
  static targets = ["status", "care", "reminders"]

  connect() {
    if (document.documentElement.hasAttribute("data-turbo-preview")) return
    this.place = this.element.dataset.place
    this.draft = new Draft(localStorage, `${currentMember()}:${this.place}`, thisWindow())
    this.both = new BothTexts(this.element)
    this.sync = new DraftSync({
      send: (fields, version, options) => this.save(fields, version, options),
      tell: (state, answer) => this[`told_${state}`](answer),
      version: this.version,
    })
    this.listening = new AbortController()
    this.listen()
    this.begin()
  }

  disconnect() {
    this.listening?.abort()
    this.sync?.flush()
  }

  listen() {
    const on = (target, name, react) => target.addEventListener(name, react, this.listening)
    on(this.element, "input", () => this.typed())
    on(this.element, "change", () => this.typed())
    on(this.element, "draft:keep", () => this.sync.flush())
    on(this.element, "submit", (event) => this.askFirst(event))
    on(this.element, "turbo:before-morph-element", (event) => this.stay(event))
    on(this.element, "turbo:before-fetch-request", (event) => this.waitForSaving(event))
    on(this.element, "turbo:submit-start", ({ detail }) => this.sending(detail.formSubmission))
    on(this.element, "turbo:submit-end", ({ detail }) => this.sent(detail))
    on(document, "turbo:render", () => (this.isAnswered = false))
    on(document, "live:echo", ({ detail }) => this.echoed(detail))
    on(document, "visibilitychange", () => (document.hidden ? this.leave() : this.comeBack()))
    on(window, "pagehide", () => this.leave())
    on(window, "online", () => this.sync.flush())
  }

  // Beginning, with what this device and the server have kept.

  begin() {
    const { fields } = this
    const shown = { fields, version: this.sync.version, isOriginal: CHANGED.test(this.place) }
    const { begin, rivals, isGone } = meet(this.draft.copies, shown)
    this.known = fields
    if (shown.version) this.sentToken = fields.token
    if (begin) this.goOn(begin)
    if (begin) this.say(isGone ? "draft_gone" : "draft_restored")
    this.meet(rivals)
  }

  goOn(copy) {
    this.load(copy)
    this.sync.sent = copy.sent ?? []
    this.sync.change(this.fields)
    this.keep()
  }

  load({ fields, name, files }) {
    this.dispatch("load", { prefix: "rows", detail: { fields } })
    fill(this.element, fields)
    this.dispatch("load", { prefix: "files", detail: { keys: fields.files, files } })
    this.dispatch("load", { prefix: "composer", detail: { parent: fields.parent, name } })
    this.known = this.fields
    this.sentToken = this.token?.value
  }

  // Typing. A token stands for one text: what is changed after it was saved or sent is another.

  typed() {
    if (isSame(this.fields, this.known)) return
    if (this.sentToken) this.renewToken()
    this.known = this.fields
    this.isAnswered = false
    this.sync.change(this.known)
    this.keep()
    this.both.update(this.known)
    if (PASSING.includes(this.said)) this.say("")
  }

  keep() {
    const { fields } = this
    if (this.sync.isSaved && !isWritten(fields)) return this.draft.drop(thisWindow())
    const { isSaved, version, sent } = this.sync
    this.draft.keep({ fields, files: this.files, name: this.element.dataset.answered, isSaved, version, sent })
  }

  save(fields, version, options) {
    this.sentToken = fields.token
    return postDraft(this.place, fields, version, options)
  }

  // A page that is fetched again in place leaves the form alone; an answer to the form does not.
  stay(event) {
    if (event.target === this.element && !this.isAnswered) event.preventDefault()
  }

  leave() {
    this.sync.flush({ isLeaving: true })
  }

  // Another device may have gone on with the text, or published it.
  async comeBack() {
    await this.sync.flush()
    if (!this.sync.version || !this.sync.isSaved || this.both.isOpen) return
    const answer = await fetchDraft(this.place).catch(() => ({}))
    if (!this.sync.isSaved || this.both.isOpen) return
    if (answer.status === 404) this.told_gone(answer)
    if (answer.status === 200 && answer.version !== this.sync.version) this.moved(answer)
  }

  moved({ fields, version }) {
    const isNews = !isSameText(fields, this.fields)
    if (isNews) this.load({ fields })
    this.sync.settle(version)
    this.told_saved({ version })
    if (isNews) this.say("draft_moved")
  }

  // What came of saving.

  told_saved({ version, reminders = [] }) {
    this.version = version
    this.keep()
    this.remind(reminders)
    this.say(isWritten(this.fields) ? "draft_saved" : "")
  }

  // Of private persons whom the text seems to name. The same lines are not read aloud again.
  remind(lines) {
    if (!this.hasCareTarget) return
    const shown = [...this.remindersTarget.children].map((line) => line.textContent)
    if (shown.join("\n") === lines.join("\n")) return
    const items = lines.map((text) => Object.assign(document.createElement("li"), { textContent: text }))
    this.remindersTarget.replaceChildren(...items)
    this.careTarget.hidden = lines.length === 0
  }

  told_kept() {
    this.keep()
    this.say("draft_kept")
  }

  told_signed_out() {
    this.keep()
    this.say("draft_signed_out")
    const next = encodeURIComponent(location.pathname + location.search)
    const link = Object.assign(document.createElement("a"), { href: `/sign-in?next=${next}`, textContent: say("sign_in") })
    this.statusTarget.append(" ", link)
  }

  told_refused({ error, advice }) {
    this.keep()
    this.said = "refused"
    this.statusTarget.textContent = `${error ?? ""} ${advice ?? ""}`
  }

  told_gone({ status }) {
    this.sync.version = this.version = 0
    this.keep()
    this.say(status === 404 && this.sync.isSaved ? "draft_gone" : "draft_closed")
  }

  told_conflict(theirs) {
    this.keep()
    this.say("")
    this.meet([theirs])
  }

  // Two texts.

  meet(rivals) {
    this.rivals = rivals
    const [rival] = rivals
    if (!rival) return
    if (!rival.window) this.sync.halted = "conflict"
    this.both.open(this.fields, rival, (isMine) => this.chosen(isMine))
  }

  chosen(isMine) {
    const [rival, ...rest] = this.rivals
    const mine = this.fields
    if (!isMine) this.load(rival)
    if (rival.window) this.draft.drop(rival.window)
    else this.sync.settle(rival.version)
    this.sync.change(this.fields)
    this.keep()
    this.both.close(isMine ? rival.fields : mine)
    this.meet(rest)
    this.dispatch("focus", { prefix: "composer" })
  }

  // Sending.

  askFirst(event) {
    if (!this.both.isOpen || event.submitter?.hasAttribute("formaction")) return
    event.preventDefault()
    this.both.focus()
    announce(say("draft_choose"))
  }

  // Links in the form are fetched too.
  async waitForSaving(event) {
    if (event.target !== this.element) return
    this.sync.hold()
    if (!this.sync.saving) return
    event.preventDefault()
    await Promise.race([this.sync.saving, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))])
    event.detail.resume()
  }

  sending({ submitter }) {
    this.isAnswered = true
    this.isPublishing = !submitter?.hasAttribute("formaction")
    this.isSending = true
    this.sentToken = this.token?.value
    this.sentFields = this.fields
    this.keep()
  }

  sent({ success, fetchResponse }) {
    this.isSending = false
    this.sync.release()
    if (success && this.isPublishing) this.published({ isLeaving: fetchResponse.redirected })
    else if (!fetchResponse || fetchResponse.serverError) announce(this.say("not_sent"))
  }

  // The comment came by the live stream while the answer to the form was lost.
  echoed({ token }) {
    if (!this.isSending && this.sentToken && token === this.sentToken) this.published({ isLeaving: false })
  }

  published({ isLeaving }) {
    const more = this.sentFields && !isSameText(this.fields, this.sentFields) ? this.fields : null
    this.sync.stop()
    this.draft.clear()
    this.version = 0
    if (!isLeaving) {
      this.say("")
      this.remind([])
      this.renewToken()
    }
    this.dispatch("published", { detail: { isLeaving } })
    this.known = this.fields
    if (more) this.typedMeanwhile(more)
  }

  // Letters that came while the text was on its way are not part of what was published.
  typedMeanwhile(fields) {
    this.load({ fields: { ...fields, token: newToken() } })
    this.sync.change(this.fields)
    this.keep()
  }

  renewToken() {
    this.sentToken = null
    if (this.token) this.token.value = newToken()
  }

  // The same words again would be read aloud again.
  say(key) {
    const words = key ? say(key) : ""
    if (this.statusTarget.textContent !== words) this.statusTarget.textContent = words
    this.said = key
    return words
  }

  // Where the draft stands, also for a button that sends the form there.
  get version() {
    return Number(this.element.dataset.draftVersion ?? 0)
  }

  set version(version) {
    this.element.dataset.draftVersion = version
    const field = this.element.elements.namedItem("draft_version")
    if (field) field.value = version
  }

  get fields() {
    return collect(new FormData(this.element))
  }

  // What the list of files shows of each, to show it again.
  get files() {
    return [...this.element.querySelectorAll("[data-file-key]")].map(({ dataset }) => ({ ...dataset }))
  }

  get token() {
    return this.element.elements.namedItem("token")
  }
}

function thisWindow() {
  const name = sessionStorage.getItem("connect:window") ?? newToken()
  sessionStorage.setItem("connect:window", name)
  return name
}
