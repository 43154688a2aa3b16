// Sends a filter form as soon as a choice changes; without JavaScript its button does.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  submit() {
    this.element.requestSubmit()
  }
}
