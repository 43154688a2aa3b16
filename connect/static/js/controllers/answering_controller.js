// Whether one can answer here, while it changes: a moderator closes the thread and the composer
// goes, opens it and it comes back. What was being written is kept as a draft, and it says so.
import { Controller } from "@hotwired/stimulus"

import { currentMember } from "../live"
import { announce } from "../models/messages"

export default class extends Controller {
  static targets = ["notice", "kept", "way"]

  connect() {
    this.watching = new MutationObserver(() => this.changed())
    if (this.hasNoticeTarget) this.watching.observe(this.noticeTarget, { childList: true })
  }

  disconnect() {
    this.watching.disconnect()
  }

  changed() {
    const { isShut } = this
    for (const way of this.wayTargets) way.hidden = isShut
    if (this.hasKeptTarget) this.keptTarget.hidden = !(isShut && this.isWriting)
    if (isShut) this.composer?.dispatchEvent(new CustomEvent("draft:keep"))
    announce([this.noticeTarget, ...this.keptTargets.filter((kept) => !kept.hidden)].map((said) => said.innerText).join(" "))
  }

  // A closed thread stays open to those who moderate it.
  get isShut() {
    const shut = this.noticeTarget.querySelector("[data-shut]")?.dataset.shut
    return shut === "everybody" || (shut === "members" && !this.moderates)
  }

  get moderates() {
    return Boolean(currentMember()) && JSON.parse(document.getElementById("mine")?.textContent || "{}").moderates
  }

  get isWriting() {
    return Boolean(this.composer?.elements.namedItem("body").value.trim())
  }

  get composer() {
    return document.getElementById("composer")
  }
}
