// Our own Turbo Stream actions: what live fragments do to a page that somebody is reading.
import { StreamActions, morphElements, visit } from "@hotwired/turbo"

import { currentMember } from "./live"
import { keyOf, placeFor } from "./models/placement"
import { keepingPlace } from "./models/reading_place"

const SPREAD_MS = 2_000

// A comment into its place among those shown; outside of them it is only counted.
StreamActions.place = function () {
  for (const list of this.targetElements) {
    for (const item of [...this.templateContent.children]) placeComment(list, item)
  }
}

// The same page again: too much changed on it. Not all readers at the same moment.
StreamActions.renew = function () {
  setTimeout(() => visit(location.href, { action: "replace" }), Math.random() * SPREAD_MS)
}

// A thread's row to the top of the list.
StreamActions.raise = function () {
  for (const list of this.targetElements) {
    for (const row of [...this.templateContent.children]) keepingPlace(() => raiseRow(list, row))
  }
}

// A thread's row to its place by last movement, in a list where it may not have been.
StreamActions.enter = function () {
  for (const list of this.targetElements) {
    for (const row of [...this.templateContent.children]) keepingPlace(() => enterRow(list, row))
  }
}

function placeComment(list, item) {
  const shown = document.getElementById(item.id)
  if (shown) {
    keepingPlace(() => morphElements(shown, item))
    return
  }
  const { order, after, more } = list.dataset
  const items = [...list.querySelectorAll(":scope > [data-path]")]
  const keys = items.map((other) => keyOf(other.dataset, order))
  const rest = { hasBefore: after !== "", hasAfter: more === "true" }
  const index = placeFor(keyOf(item.dataset, order), keys, rest)
  const isOwn = item.dataset.author === currentMember()
  if (index !== null) {
    if (!isOwn) item.querySelector(".comment")?.classList.add("comment--new", "comment--arrived")
    keepingPlace(() => list.insertBefore(item, items[index] ?? null))
  }
  if (!item.dataset.author) return // a line that tells of a move is nobody's answer
  const arrival = { id: item.id, number: Number(item.dataset.number), isOwn, isShown: index !== null }
  document.dispatchEvent(new CustomEvent("live:arrival", { detail: arrival }))
}

function raiseRow(list, row) {
  const shown = document.getElementById(row.id)
  if (shown) morphElements(shown, row)
  list.prepend(shown ?? row)
  list.parentElement.querySelector(":scope > .empty-state")?.remove()
}

function enterRow(list, row) {
  const shown = document.getElementById(row.id)
  if (shown) return morphElements(shown, row)
  const later = [...list.children].find((other) => movedAt(other) < movedAt(row))
  if (later) later.before(row)
  else if (!list.parentElement.querySelector("[rel=next]")) list.append(row)
  list.parentElement.querySelector(":scope > .empty-state")?.remove()
}

function movedAt(row) {
  return row.querySelector(".thread-row__last time")?.dateTime ?? ""
}
