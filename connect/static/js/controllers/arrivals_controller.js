// The link #new-comments: counts comments of others that arrived and were not seen yet, and leads
// to the first.
import { Controller } from "@hotwired/stimulus"
import { visit } from "@hotwired/turbo"

import { announce, say } from "../models/messages"

const ANNOUNCE_EVERY_MS = 5_000

export default class extends Controller {
  connect() {
    this.unseen = new Set()
    this.listening = new AbortController()
    document.addEventListener("live:arrival", ({ detail }) => this.arrived(detail), this.listening)
    this.seeing = new IntersectionObserver((changes) => this.saw(changes), { threshold: 0.2 })
  }

  disconnect() {
    this.listening.abort()
    this.seeing.disconnect()
    clearTimeout(this.timer)
    this.timer = null
  }

  arrived({ id, isOwn, isShown }) {
    if (isOwn) return
    this.unseen.add(id)
    if (isShown) this.seeing.observe(document.getElementById(id))
    this.refresh()
    this.timer ??= setTimeout(() => this.announce(), this.announced ? ANNOUNCE_EVERY_MS : 500)
  }

  saw(changes) {
    for (const { target, isIntersecting } of changes) {
      if (!isIntersecting) continue
      this.unseen.delete(target.id)
      this.seeing.unobserve(target)
    }
    this.refresh()
  }

  // To the first of them as the page reads; those on other pages come after the ones shown.
  jump(event) {
    event.preventDefault()
    const shown = [...this.unseen].map((id) => document.getElementById(id)).filter(Boolean)
    shown.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
    const [first] = shown
    if (!first) {
      visit(`/comments/${[...this.unseen][0].replace("comment-item-", "")}`)
      return
    }
    const comment = first.querySelector("article") ?? first
    comment.tabIndex = -1
    comment.focus({ preventScroll: true })
    comment.scrollIntoView({ block: "center", behavior: calmly() })
  }

  refresh() {
    const count = this.unseen.size
    this.element.hidden = count === 0
    this.element.querySelector("[data-count]").textContent = say("new_comments", { count })
  }

  announce() {
    this.timer = null
    this.announced = true
    if (this.unseen.size) announce(say("new_comments", { count: this.unseen.size }))
  }
}

function calmly() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth"
}
