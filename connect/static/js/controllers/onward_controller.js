// A long work goes on by itself: a form that only says "go on", or "how far is it", is sent again
// after each step; with a pause, when somebody else does the work.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static values = { step: Number, pause: Number }

  // The page of a step at which nothing moved is the same page, and connects anew.
  connect() {
    if (this.pauseValue) this.waiting = setTimeout(() => this.element.requestSubmit(), this.pauseValue)
  }

  disconnect() {
    clearTimeout(this.waiting)
  }

  // Also when the page of the next step is laid over this one.
  stepValueChanged() {
    if (!this.pauseValue) this.element.requestSubmit()
  }
}
