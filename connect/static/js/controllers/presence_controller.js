// "2 people are reading, someone is writing": counts of others, told by data-stream.
import { Controller } from "@hotwired/stimulus"

import { connection } from "../live"
import { say } from "../models/messages"
import { Presence } from "../models/presence"

const READING_EVERY_MS = 8_000
const WRITING_EVERY_MS = 3_000
const WRITING_FADES_MS = 10_000

export default class extends Controller {
  connect() {
    this.presence = new Presence()
    this.self = { reading: false, writing: false }
    this.listening = new AbortController()
    const { signal } = this.listening
    connection.addEventListener("presence", ({ detail }) => this.note(detail), { signal })
    document.addEventListener("composer:typing", () => this.typing(), { signal })
    this.timer = setInterval(() => this.reading(), READING_EVERY_MS)
    this.first = setTimeout(() => this.reading(), 1_000)
  }

  disconnect() {
    this.listening.abort()
    clearInterval(this.timer)
    clearTimeout(this.first)
  }

  async reading() {
    this.show() // what fell silent fades
    if (document.hidden) return
    this.self.reading = Boolean((await connection.sign("presence", this.element.dataset.stream)).counted)
  }

  async typing() {
    const now = Date.now()
    if (now - this.typedAt < WRITING_EVERY_MS) return
    this.typedAt = now
    const { counted } = await connection.sign("typing", this.element.dataset.stream)
    this.self.writing = Boolean(counted)
    clearTimeout(this.fading)
    this.fading = setTimeout(() => (this.self.writing = false), WRITING_FADES_MS)
  }

  note(counts) {
    if (counts.stream !== this.element.dataset.stream) return
    this.presence.note(counts)
    this.show()
  }

  show() {
    const { reading, writing } = this.presence.others(this.self)
    const parts = [reading && say("reading", { count: reading }), writing && say("writing", { count: writing })]
    this.element.textContent = parts.filter(Boolean).join(" · ")
  }
}
