// Copies a link: <a data-controller="copy" data-action="copy#copy" href="/comments/12">.
import { Controller } from "@hotwired/stimulus"

import { announce, say } from "../models/messages"

const SAID_MS = 2_500

export default class extends Controller {
  static targets = ["label"]

  async copy(event) {
    event.preventDefault()
    try {
      await navigator.clipboard.writeText(this.element.href)
      this.confirm()
    } catch {
      this.offer()
    }
  }

  confirm() {
    announce(say("copied"))
    if (!this.hasLabelTarget || this.timer) return
    const label = this.labelTarget.textContent
    this.labelTarget.textContent = say("copied")
    this.timer = setTimeout(() => {
      this.labelTarget.textContent = label
      this.timer = null
    }, SAID_MS)
  }

  // No access to the clipboard: the address, selected, to copy by hand.
  offer() {
    const field = document.createElement("input")
    Object.assign(field, { readOnly: true, value: this.element.href, className: "input" })
    field.setAttribute("aria-label", this.element.textContent.trim())
    field.addEventListener("blur", () => field.replaceWith(this.element), { once: true })
    this.element.replaceWith(field)
    field.select()
  }
}
