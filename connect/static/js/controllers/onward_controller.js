// A long work goes on by itself: a form that only says "go on" is sent as soon as it stands there.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  connect() {
    this.element.requestSubmit()
  }
}
