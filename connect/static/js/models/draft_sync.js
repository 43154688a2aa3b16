// Brings what is written to the server: after a pause in the typing, again after a failure, and
// never over a text it has not seen.
import { isSame, isSameText, markOf } from "./draft_fields.js"
import { goesOnFrom } from "./draft_meeting.js"

const PAUSE_MS = 1_500
const LONGEST_PAUSE_MS = 10_000
const FIRST_RETRY_MS = 2_000
const LONGEST_RETRY_MS = 60_000
const STATES = { 200: "saved", 400: "signed_out", 401: "signed_out", 403: "gone", 404: "gone", 409: "conflict", 410: "gone", 413: "refused", 422: "refused" }

export class DraftSync {
  // `send(fields, version, options)` resolves to { status, … }, and rejects without a network.
  // `tell(state, answer)` hears "saved", "kept" (here, for now), "signed_out", "refused", "gone"
  // and "conflict".
  constructor({ send, tell, version = 0, sent = [] }) {
    Object.assign(this, { send, tell, version, sent, failures: 0, waiting: null, saving: null })
  }

  get isSaved() {
    return !this.waiting
  }

  change(fields) {
    this.waiting = fields
    this.since ??= Date.now()
    const longest = this.since + LONGEST_PAUSE_MS - Date.now()
    if (!this.failures) this.plan(Math.min(PAUSE_MS, longest))
  }

  // At once: the page goes away, the network is back, or the member.
  flush(options) {
    if (this.halted === "signed_out") this.halted = null
    return this.save(options)
  }

  // Of our text and the server's one was chosen: `version` is what the next save replaces.
  settle(version) {
    Object.assign(this, { version, halted: null, failures: 0 })
  }

  // While the text itself is sent: a save that came after it would bring the draft back.
  hold() {
    clearTimeout(this.timer)
    this.halted ??= "sending"
  }

  release() {
    if (this.halted !== "sending") return
    this.halted = null
    if (this.waiting) this.plan(PAUSE_MS)
  }

  // The text got to the server in another way.
  stop() {
    clearTimeout(this.timer)
    Object.assign(this, { waiting: null, since: null, sent: [], failures: 0, version: 0, halted: null })
  }

  plan(delay) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), Math.max(0, delay))
  }

  // One at a time: each begins from the version that the one before came to.
  save(options) {
    if (this.saving || !this.waiting || this.halted) return this.saving
    clearTimeout(this.timer)
    this.saving = this.attempt(this.waiting, options).finally(() => (this.saving = null))
    return this.saving
  }

  async attempt(fields, options) {
    this.since = null
    this.sent = [...this.sent, markOf(fields)]
    const answer = await this.send(fields, this.version, options).catch(() => ({ status: 0 }))
    if (!this.waiting) return
    this.heard(STATES[answer.status] ?? "kept", answer, fields)
  }

  heard(state, answer, fields) {
    if (state === "kept") this.again(answer)
    if (state === "saved") return this.saved(answer, fields)
    if (state === "conflict" && this.isOurs(answer, fields)) return this.goOn(answer)
    if (state === "conflict" || state === "signed_out") this.halted = state
    if (state === "gone") this.version = 0
    this.tell(state, answer)
  }

  saved(answer, fields) {
    Object.assign(this, { version: answer.version, sent: [], failures: 0 })
    if (!isSame(this.waiting, fields)) return this.plan(PAUSE_MS)
    this.waiting = null
    this.tell("saved", answer)
  }

  // The same words, or those of a save whose answer was lost.
  isOurs(theirs, fields) {
    return isSameText(theirs.fields, fields) || goesOnFrom(this, theirs)
  }

  goOn({ version }) {
    this.version = version
    this.plan(0)
  }

  again({ retryAfter }) {
    this.failures += 1
    const delay = Math.min(FIRST_RETRY_MS * 2 ** (this.failures - 1), LONGEST_RETRY_MS)
    this.plan(retryAfter ? retryAfter * 1000 : delay)
  }
}
