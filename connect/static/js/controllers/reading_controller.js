// Tells the server which comments were on screen for a second.
import { Controller } from "@hotwired/stimulus"

import { csrfToken } from "../csrf"

const SEEN_AFTER_MS = 1_000
const SEND_EVERY_MS = 3_000

export default class extends Controller {
  connect() {
    this.timers = new Map()
    this.told = new Set()
    this.seen = new Set()
    if (!document.getElementById("composer")) return // a visitor's reading is not kept
    this.seeing = new IntersectionObserver((changes) => changes.forEach((c) => this.look(c)), { threshold: [0, 0.5] })
    this.watching = new MutationObserver(() => this.observe())
    this.watching.observe(this.element, { childList: true, subtree: true })
    this.observe()
    // An announcement without answers is read as well.
    this.isNews = "announces" in this.element.dataset
    if (this.isNews) this.sending = setTimeout(() => this.send(), SEND_EVERY_MS)
    this.listening = new AbortController()
    document.addEventListener("visibilitychange", () => document.hidden && this.send(), this.listening)
    addEventListener("pagehide", () => this.send(), this.listening)
  }

  disconnect() {
    this.seeing?.disconnect()
    this.watching?.disconnect()
    this.listening?.abort()
    this.timers.forEach(clearTimeout)
    this.send()
  }

  observe() {
    for (const item of this.element.querySelectorAll("[data-number]")) {
      if (!this.told.has(item.dataset.number)) this.seeing.observe(item)
    }
  }

  // A comment taller than the screen can never be half visible: then what fills the screen counts.
  look({ target, isIntersecting, intersectionRatio, intersectionRect }) {
    const isVisible = isIntersecting && (intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2)
    if (isVisible && !this.timers.has(target)) {
      this.timers.set(target, setTimeout(() => this.saw(target), SEEN_AFTER_MS))
    } else if (!isVisible) {
      clearTimeout(this.timers.get(target))
      this.timers.delete(target)
    }
  }

  saw(item) {
    const { number } = item.dataset
    this.timers.delete(item)
    if (document.hidden) return
    this.seeing.unobserve(item)
    this.told.add(number)
    this.seen.add(number)
    this.sending ??= setTimeout(() => this.send(), SEND_EVERY_MS)
  }

  async send() {
    clearTimeout(this.sending)
    this.sending = null
    if (!this.seen.size && !this.isNews) return
    this.isNews = false
    const numbers = [...this.seen]
    this.seen.clear()
    const response = await fetch(`/threads/${this.element.dataset.thread}/reading`, {
      method: "POST",
      body: new URLSearchParams({ numbers: numbers.join(",") }),
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
      redirect: "manual", // the answer leads to the page, which is here already
      keepalive: true,
    }).catch(() => null)
    if (!response?.ok && response?.type !== "opaqueredirect") numbers.forEach((number) => this.told.delete(number))
  }
}
