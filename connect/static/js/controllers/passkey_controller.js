// A form that a passkey fills in: <form data-controller="passkey" data-passkey-options-value="/…/challenge">.
// `problems` are sentences by what can go wrong; what is `missing` shows where the browser knows no
// passkeys, instead of what is `ready`.
import { Controller } from "@hotwired/stimulus"

import { csrfToken } from "../csrf"
import { creationOptions, problemOf, requestOptions, written } from "../models/passkey"

const OFFER_ANEW_MS = 4 * 60_000 // before the challenge is too old

export default class extends Controller {
  static targets = ["answer", "ready", "missing", "problem"]
  static values = { options: String, problems: Object, offered: Boolean }

  async connect() {
    if (!window.PublicKeyCredential) return this.admit()
    for (const button of this.readyTarget.querySelectorAll("button")) button.disabled = false
    this.mayOffer = this.offeredValue && (await PublicKeyCredential.isConditionalMediationAvailable?.())
    if (this.mayOffer && !this.waiting && this.element.isConnected) this.offer()
  }

  disconnect() {
    this.giveUp()
  }

  add(event) {
    event.preventDefault()
    this.attempt((publicKey, signal) =>
      navigator.credentials.create({ publicKey: creationOptions(publicKey), signal }),
    )
  }

  use(event) {
    event.preventDefault()
    this.attempt((publicKey, signal) => this.key({ publicKey, signal }))
  }

  async attempt(ceremony) {
    this.giveUp()
    this.tell()
    const { signal } = (this.waiting = new AbortController())
    try {
      this.send(await ceremony(await this.ask(signal), signal))
    } catch (error) {
      if (signal.aborted) return
      this.tell(this.problemsValue[problemOf(error)])
      if (this.mayOffer) this.offer()
    }
  }

  // Among what the browser suggests for the address. Nobody asked for it: what fails is not told.
  async offer() {
    this.giveUp()
    const { signal } = (this.waiting = new AbortController())
    this.anew = setTimeout(() => this.offer(), OFFER_ANEW_MS)
    try {
      const publicKey = await this.ask(signal)
      this.send(await this.key({ publicKey, signal, mediation: "conditional" }))
    } catch {
      // Another offer or an attempt takes its place.
    }
  }

  admit() {
    this.readyTarget.hidden = true
    this.missingTarget.hidden = false
  }

  giveUp() {
    clearTimeout(this.anew)
    this.waiting?.abort()
  }

  key({ publicKey, ...options }) {
    return navigator.credentials.get({ publicKey: requestOptions(publicKey), ...options })
  }

  send(credential) {
    this.giveUp()
    this.answerTarget.value = written(credential)
    this.element.requestSubmit()
  }

  async ask(signal) {
    const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() }
    const response = await fetch(this.optionsValue, { method: "POST", headers, signal })
    if (!response.ok) throw new Error(`${response.status}`)
    return response.json()
  }

  tell(problem = "") {
    this.problemTarget.textContent = problem
    this.problemTarget.hidden = !problem
  }
}
