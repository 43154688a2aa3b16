// Who speaks, a little more: a card beside a name that the pointer rests on or the keyboard reaches.
// One for the whole page and by delegation, so that names pushed into it need nothing of their own.
import { Controller } from "@hotwired/stimulus"

import { PeopleCards, placed } from "../models/people_cards"

const SHOW_MS = 300
const HIDE_MS = 250
const MARGIN = 8

export default class extends Controller {
  connect() {
    this.cards = new PeopleCards(ask)
    this.listening = new AbortController()
    const on = (name, react) => document.addEventListener(name, react, this.listening)
    on("pointerover", (event) => event.pointerType !== "touch" && this.over(event.target))
    on("focusin", (event) => event.target.matches(":focus-visible") && this.over(event.target))
    on("focusout", ({ target }) => (target === this.link && !this.isPointed ? this.close() : this.leave()))
    on("keydown", (event) => this.escape(event))
    on("turbo:before-cache", () => this.close())
  }

  disconnect() {
    this.listening.abort()
    this.close()
  }

  // The pointer may go from the name to the card, and rest there.
  over(target) {
    if (this.card?.contains(target)) return clearTimeout(this.leaving)
    const link = linkAt(target)
    if (!link) return this.leave()
    clearTimeout(this.leaving)
    if (link === this.link) return
    this.close()
    this.link = link
    this.coming = setTimeout(() => this.open(link), SHOW_MS)
  }

  // While the keyboard is on the name, the pointer may go where it likes.
  leave() {
    clearTimeout(this.leaving)
    this.leaving = setTimeout(() => this.link?.matches(":focus-visible") || this.close(), HIDE_MS)
  }

  async open(link) {
    const content = await this.cards.card(link.closest("[data-member]").dataset.member)
    if (!content || this.link !== link || !link.isConnected) return
    this.card = document.createElement("div")
    Object.assign(this.card, { className: "people-card", id: "people-card" })
    this.card.append(content.cloneNode(true))
    this.element.append(this.card)
    this.place(link)
    link.setAttribute("aria-describedby", "people-card-more")
  }

  place(link) {
    const { clientWidth: width, clientHeight: height } = document.documentElement
    const view = { width, height, margin: MARGIN }
    const { left, top } = placed(link.getBoundingClientRect(), this.card.getBoundingClientRect(), view)
    this.card.style.left = `${left + scrollX}px`
    this.card.style.top = `${top + scrollY}px`
  }

  // Dismissed, it stays away until the pointer or the focus comes back.
  escape(event) {
    if (event.key !== "Escape" || !this.card) return
    const { link } = this
    this.close()
    this.link = link
  }

  // The focus never stands behind a card that was left with it.
  get isPointed() {
    return [this.link, this.card].some((element) => element?.matches(":hover"))
  }

  close() {
    clearTimeout(this.coming)
    clearTimeout(this.leaving)
    this.link?.removeAttribute("aria-describedby")
    this.link = null
    this.card?.remove()
    this.card = null
  }
}

// Whatever names a member: the line of an author, its picture included, or a mention.
function linkAt(target) {
  const named = target.closest("[data-member]")
  return named?.matches("a") ? named : named?.querySelector("a")
}

async function ask(member) {
  const response = await fetch(`/members/${member}/card`)
  if (!response.ok) return null
  const answer = new DOMParser().parseFromString(await response.text(), "text/html")
  return document.importNode(answer.querySelector("template").content, true)
}
