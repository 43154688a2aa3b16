// The calm line that appears only while live is interrupted, and says what came back.
import { Controller } from "@hotwired/stimulus"

import { connection } from "../live"
import { say } from "../models/messages"

const SHOWN_MS = 6_000

export default class extends Controller {
  connect() {
    this.listening = new AbortController()
    const { signal } = this.listening
    connection.addEventListener("interrupted", () => this.interrupted(), { signal })
    connection.addEventListener("restored", () => this.restored(), { signal })
    document.addEventListener("live:arrival", ({ detail }) => this.count(detail), { signal })
  }

  disconnect() {
    this.listening.abort()
    clearTimeout(this.timer)
  }

  interrupted() {
    this.missed = 0
    this.show(say("interrupted"), false)
  }

  count({ isOwn }) {
    if (!isOwn) this.missed += 1
  }

  restored() {
    if (this.element.hidden) return
    this.show(this.missed ? say("restored_with", { count: this.missed }) : say("restored"), true)
    this.timer = setTimeout(() => (this.element.hidden = true), SHOWN_MS)
  }

  show(text, isBack) {
    clearTimeout(this.timer)
    this.element.textContent = text
    this.element.classList.toggle("connection--back", isBack)
    this.element.hidden = false
  }
}
