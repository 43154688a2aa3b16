// Lets a reader put a message away.
import { Controller } from "@hotwired/stimulus"

export default class extends Controller {
  static targets = ["message"]

  dismiss(event) {
    this.messageTargets.find((message) => message.contains(event.target))?.remove()
  }
}
