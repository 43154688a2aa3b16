// Puts back on live fragments what is this reader's own: tools of own comments, pressed marks.
// Reads <script type="application/json" id="mine">; what a member may do, the server decides again.
import { Controller } from "@hotwired/stimulus"

import { Mine } from "../models/mine"

export default class extends Controller {
  connect() {
    this.state = document.getElementById("mine")
    this.mine = new Mine(JSON.parse(this.state?.textContent || "{}"))
    this.listening = new AbortController()
    document.addEventListener("turbo:submit-end", ({ detail }) => this.answered(detail), this.listening)
    this.watching = new MutationObserver(() => this.refresh())
    this.watching.observe(this.element, {
      childList: true,
      subtree: true,
      attributeFilter: ["aria-pressed", "hidden"],
    })
    this.refresh()
  }

  disconnect() {
    this.watching.disconnect()
    this.listening.abort()
  }

  // Sets only what differs, so that its own changes do not call it for ever.
  refresh() {
    for (const tool of this.element.querySelectorAll("[data-own]")) {
      const isHidden = !this.mine.mayUse(tool.dataset, tool.closest("[data-author]")?.dataset.author)
      if (tool.hidden !== isHidden) tool.hidden = isHidden
    }
    for (const button of this.element.querySelectorAll("[data-mark]")) {
      const pressed = this.mine.hasMarked(button.dataset.comment, button.dataset.mark)
      if (button.getAttribute("aria-pressed") === String(pressed)) continue
      button.setAttribute("aria-pressed", String(pressed))
      button.value = String(!pressed)
    }
  }

  answered({ success, formSubmission }) {
    const { mark, comment } = formSubmission.submitter?.dataset ?? {}
    if (!success || !mark) return
    this.mine.mark(comment, mark, formSubmission.body.get("pressed") === "true")
    if (this.state) this.state.textContent = JSON.stringify(this.mine)
    this.refresh()
  }
}
