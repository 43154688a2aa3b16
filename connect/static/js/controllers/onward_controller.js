// A long work goes on by itself: a form that only says "go on" is sent again after each step.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static values = { step: Number }

  // Also when the page of the next step is laid over this one.
  stepValueChanged() {
    this.element.requestSubmit()
  }
}
