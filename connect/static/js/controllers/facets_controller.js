// A list that is filtered as one ticks. The form works by itself; here it is sent with each change,
// and what is found laid over what stood there, so that focus and opened filters stay as they are.
import { Controller } from "@hotwired/stimulus"
import { morphTurboFrameElements } from "@hotwired/turbo"

export default class extends Controller {
  static targets = ["form", "total"]
  static values = { order: String }

  connect() {
    this.listening = new AbortController()
    for (const what of ["attribute", "element"]) {
      this.element.addEventListener(`turbo:before-morph-${what}`, keepWhatScriptsDid, this.listening)
    }
  }

  disconnect() {
    this.listening.abort()
  }

  send() {
    this.formTarget.requestSubmit()
  }

  // Addresses that are shared say only what was asked for.
  tidy({ formData }) {
    for (const [name, value] of [...formData]) {
      if (value === "" || (name === "sort" && value === this.orderValue)) formData.delete(name)
    }
  }

  morph(event) {
    event.detail.render = (frame, found) => morphTurboFrameElements(frame, found)
  }

  // A filter that was taken off has taken the focus along.
  settle() {
    if (document.activeElement === document.body) this.totalTarget.focus({ preventScroll: true })
  }
}

// Which filters stand open, and the suggestions of municipalities.
function keepWhatScriptsDid(event) {
  const { target, detail } = event
  const isOpenness = target.localName === "details" && detail.attributeName === "open"
  if (isOpenness || target.localName === "datalist" || detail.attributeName === "list") event.preventDefault()
}
