// An element that follows a stream: <div data-controller="live" data-stream="thread:42" data-seq="17">.
import { Controller } from "@hotwired/stimulus"
import { visit } from "@hotwired/turbo"

import { connection } from "../live"
import { applyFragment } from "../models/fragment"

export default class extends Controller {
  connect() {
    if (document.documentElement.hasAttribute("data-turbo-preview")) return
    const { stream, seq } = this.element.dataset
    this.leave = connection.follow(stream, Number(seq), {
      apply: (entry) => this.apply(entry),
      reset: () => this.reset(),
      // A page that comes back from Turbo's cache goes on from where it was.
      onMove: (head) => (this.element.dataset.seq = head),
    })
  }

  disconnect() {
    this.leave?.()
    this.leave = null
  }

  async apply(entry) {
    if (entry.token) this.dispatch("echo", { target: document, detail: { token: entry.token } })
    if (entry.html) await applyFragment(entry.html)
  }

  // Too much was missed: the same page again, morphed, so that scroll and what was typed stay.
  reset() {
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        document.removeEventListener("turbo:render", done)
        reject(new Error("the view could not be fetched again"))
      }, 15_000)
      document.addEventListener("turbo:render", done, { once: true })
      visit(location.href, { action: "replace" })
    })
  }
}
