// The desk of a moderator: lines by keyboard while one is in a list, what is new announced and
// shown when asked for. Fetched where there is a desk.
import { Controller } from "@hotwired/stimulus"
import { visit } from "@hotwired/turbo"

import { currentMember } from "../live"
import { askedBy, Choice, newLines, nextPlace, totals } from "../models/desk"
import { announce, sentence } from "../models/messages"

export default class extends Controller {
  static targets = ["arrivals", "list", "news", "show"]
  static values = { theme: String, words: Object }

  connect() {
    this.choice = new Choice()
    this.listening = new AbortController()
    this.element.addEventListener("keydown", (event) => this.pressed(event), this.listening)
    this.element.addEventListener("change", ({ target }) => this.chosen(target), this.listening)
    this.watching = new MutationObserver(() => this.refresh())
    this.watching.observe(this.element, { childList: true, subtree: true })
    for (const box of this.boxes()) this.chosen(box)
  }

  disconnect() {
    this.listening.abort()
    this.watching.disconnect()
  }

  pressed(event) {
    const line = event.target.closest("[data-line]")
    const list = this.listTargets.find((each) => each.contains(line))
    const isTyping = event.target.matches("input:not([type=checkbox]), textarea, select")
    const asked = list && askedBy({ ...keyOf(event), isTyping })
    if (!asked) return
    event.preventDefault()
    if (asked === "open") linkOf(line)?.click()
    else if (asked === "choose") line.querySelector("input[type=checkbox]")?.click()
    else this.go(list, line, asked)
  }

  go(list, line, asked) {
    const lines = [...list.children].filter(linkOf)
    linkOf(lines[nextPlace(asked, lines.indexOf(line), lines.length)])?.focus()
  }

  chosen(box) {
    if (box.name === "targets") this.choice.set(box.closest("[data-line]").id, box.checked)
  }

  // After fragments came: they know nothing of the reader.
  refresh() {
    this.watching.disconnect()
    for (const box of this.boxes()) box.checked = this.choice.has(box.closest("[data-line]").id)
    this.count()
    this.tell()
    this.watching.observe(this.element, { childList: true, subtree: true })
  }

  count() {
    const counts = [...this.element.querySelectorAll("[data-desk-count]")].map(({ dataset }) => dataset)
    for (const [section, total] of totals(counts, this.themeValue)) {
      const place = this.element.querySelector(`[data-desk-total="${section}"]`)
      if (place && total <= 1000) place.textContent = total.toLocaleString(document.documentElement.lang)
    }
  }

  tell() {
    const arrivals = [...this.arrivalsTarget.children].map(({ dataset }) => dataset)
    const shown = new Set([...this.element.querySelectorAll("[data-line][id^=desk-]")].map(({ id }) => id))
    const count = newLines(arrivals, { shown, member: currentMember(), theme: this.themeValue }).length
    this.newsTarget.hidden = count === 0
    if (count === this.told) return
    this.told = count
    this.showTarget.textContent = this.words(count)
    if (count) announce(this.words(count))
  }

  words(count) {
    return sentence(this.wordsValue, { count }, document.documentElement.lang)
  }

  show(event) {
    event.preventDefault()
    visit(location.href, { action: "replace" })
  }

  boxes() {
    return this.element.querySelectorAll("[data-line] input[name=targets]")
  }
}

function keyOf({ key, ctrlKey, metaKey, altKey }) {
  return { key, ctrlKey, metaKey, altKey }
}

function linkOf(line) {
  return line?.querySelector("a") ?? null
}
