// The link #new-comments: counts comments of others that arrived and were not seen yet, and leads
// to the first.
import { Controller } from "@hotwired/stimulus"

import { leadToFirst } from "../arrived"
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

  jump(event) {
    event.preventDefault()
    leadToFirst([...this.unseen])
  }

  refresh() {
    const count = this.unseen.size
    this.element.hidden = count === 0
    this.element.querySelector("[data-count]").textContent = say("new_comments", { count })
  }

  announce() {
    this.timer = null
    this.announced = true
    if (this.unseen.size && !isSaidWhileWriting()) announce(say("new_comments", { count: this.unseen.size }))
  }
}

function isSaidWhileWriting() {
  return document.querySelector("[data-controller=meanwhile]:not(:empty)") !== null
}
