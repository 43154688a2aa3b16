// Puts back on what stands first what is this reader's own: what they put aside, and announcements
// that they have opened. Reads <script type="application/json" id="foremost-marks">.
import { Controller } from "@hotwired/stimulus"

import { currentMember } from "../live"
import { PinMarks } from "../models/pin_marks"

export default class extends Controller {
  static targets = ["aside", "asides", "pin", "tool"]

  connect() {
    const marks = new PinMarks(JSON.parse(document.getElementById("foremost-marks")?.textContent || "{}"))
    for (const pin of this.pinTargets) pin.hidden = marks.isHidden(pin.dataset)
    for (const aside of this.asideTargets) aside.hidden = !marks.isAside(aside.dataset)
    this.asidesTarget.hidden = this.asideTargets.every(({ hidden }) => hidden)
    for (const tool of this.toolTargets) tool.hidden = !currentMember()
  }
}
