// The files of a text: chosen with a button, dropped or pasted, sent while one goes on writing.
// Each that is there is a hidden field `files` of the form.
import { Controller } from "@hotwired/stimulus"

import { FileRow } from "../file_row"
import { FileRules, isPicture } from "../models/file_rules"
import { announce, say } from "../models/messages"
import { UploadQueue } from "../models/upload_queue"
import { removeFile, sendFile } from "../uploads"

export default class extends Controller {
  static targets = ["part", "list", "input", "note", "row"]

  connect() {
    if (document.documentElement.hasAttribute("data-turbo-preview")) return
    this.queue = new UploadQueue({ send: sendFile, tell: (upload) => this.told(upload) })
    const { endings, largest, most } = this.partTarget.dataset
    this.rules = new FileRules({ endings: endings.split(","), largest: Number(largest), most: Number(most) })
    this.takeOver()
    this.adopt()
    this.listening = new AbortController()
    this.listen()
  }

  // Also after an answer was laid over the page: it comes as for a page without scripts.
  takeOver() {
    this.partTarget.classList.add("files--ready")
    this.inputTarget.removeAttribute("name")
  }

  disconnect() {
    this.listening?.abort()
    this.queue?.cancelAll()
  }

  listen() {
    const on = (target, name, react) => target.addEventListener(name, react, this.listening)
    on(this.inputTarget, "change", (event) => this.picked(event))
    on(this.element, "dragover", (event) => this.over(event))
    on(this.element, "dragleave", (event) => this.element.contains(event.relatedTarget) || this.out())
    on(this.element, "drop", (event) => this.dropped(event))
    on(this.element, "files:add", ({ detail }) => this.addToText(detail.files))
    on(this.element, "files:pick-picture", () => this.pickPicture())
    on(this.element, "files:load", ({ detail }) => this.load(detail))
    on(this.element, "draft:published", ({ detail }) => detail.isLeaving || this.empty())
    on(this.element, "submit", (event) => this.waitForFiles(event))
    on(window, "online", () => this.queue.resume())
    on(document, "turbo:render", () => this.takeOver())
  }

  // Where files come from.

  picked(event) {
    event.stopPropagation() // nothing is written yet
    this.addAll([...this.inputTarget.files])
    this.inputTarget.value = ""
  }

  pickPicture() {
    const picker = Object.assign(document.createElement("input"), { type: "file", accept: "image/*", multiple: true })
    picker.addEventListener("change", () => this.addToText([...picker.files]))
    picker.click()
  }

  over(event) {
    if (!event.dataTransfer?.types.includes("Files")) return
    event.preventDefault()
    this.partTarget.classList.add("files--over")
  }

  out() {
    this.partTarget.classList.remove("files--over")
  }

  // On the editor, the editor takes them.
  dropped(event) {
    this.out()
    const files = [...(event.dataTransfer?.files ?? [])]
    if (event.defaultPrevented || !files.length) return
    event.preventDefault()
    this.addAll(files)
  }

  // Pictures go where the writer is, anything else under the text.
  addToText(files) {
    for (const file of files) this.add(file, { isForText: isPicture(file) })
  }

  addAll(files) {
    for (const file of files) this.add(file)
  }

  // On their way.

  add(file, { isForText = false } = {}) {
    const refusal = this.rules.refusal(file, isForText ? 0 : this.count)
    const row = this.append(file)
    if (refusal) return this.refuse(row, this.reasonOf(refusal, file), { mayRetry: false })
    row.sending(0)
    row.upload = this.queue.add(file, { row, isForText })
  }

  append(file) {
    const row = new FileRow(this.rowTarget, file, this.acts)
    this.listTarget.append(row.element)
    return row
  }

  told(upload) {
    const { row, state, answer, progress, isForText } = upload
    if (state === "waiting" || state === "sending") return row.sending(progress)
    if (state === "kept") isForText ? this.intoText(upload) : this.kept(row, answer)
    else if (state !== "cancelled") this.refuse(row, this.wordsOf(answer, row), { mayRetry: state === "failed" })
    this.goOnSending()
  }

  kept(row, answer) {
    const hadFocus = row.element.contains(document.activeElement)
    row.keep(answer)
    if (hadFocus) row.button("remove").focus()
    announce(say("file_kept", { name: answer.name }))
    this.changed()
  }

  intoText({ row, answer }) {
    row.element.remove()
    this.dispatch("picture", { prefix: "files", detail: answer })
  }

  refuse(row, reason, { mayRetry }) {
    row.refused(reason, { mayRetry })
    announce(reason)
  }

  wordsOf({ error, advice }, { name }) {
    return error ? `${error} ${advice ?? ""}` : say("file_failed", { name })
  }

  reasonOf(key, { name }) {
    return `${say(key, { name })} ${say(`${key}_advice`)}`
  }

  // What the buttons of a row do.

  get acts() {
    return {
      retry: (row) => this.retry(row),
      cancel: (row) => this.cancel(row),
      remove: (row) => this.remove(row),
    }
  }

  retry(row) {
    this.queue.retry(row.upload)
    row.button("cancel").focus()
  }

  cancel(row) {
    this.takeAway(row)
    this.queue.cancel(row.upload)
    announce(say("file_cancelled", { name: row.name }))
    this.goOnSending()
  }

  remove(row) {
    this.takeAway(row)
    if (row.upload) this.queue.forget(row.upload)
    if (row.upload?.state === "kept") removeFile(row.key)
    if (row.key) {
      announce(say("file_removed", { name: row.name }))
      this.changed()
    }
    this.goOnSending()
  }

  // The keyboard goes on with the next file, or with adding one.
  takeAway({ element }) {
    const next = element.nextElementSibling ?? element.previousElementSibling
    const place = next?.querySelector("button:not([hidden])") ?? this.inputTarget
    element.remove()
    place.focus()
  }

  // Sending waits for what is on its way, and stops before what did not arrive.

  waitForFiles(event) {
    if (event.defaultPrevented || event.submitter?.hasAttribute("formaction")) return
    if (!this.queue.isBusy && !this.inTheWay) return this.say("")
    event.preventDefault()
    this.isWaiting = this.queue.isBusy
    this.submitter = event.submitter
    this.say(this.isWaiting ? "files_waiting" : "files_in_the_way")
    if (!this.isWaiting) this.inTheWay.focus()
  }

  goOnSending() {
    if (!this.isWaiting || this.queue.isBusy) return
    this.isWaiting = false
    if (this.inTheWay) return this.say("files_in_the_way")
    this.say("")
    this.element.requestSubmit(this.submitter)
  }

  // What was not taken is not left out unseen: it is removed, or tried again.
  get inTheWay() {
    return this.listTarget.querySelector(".file--refused [data-act=remove]")
  }

  // The list.

  adopt() {
    for (const halfSent of this.listTarget.querySelectorAll(".file:not([data-file-key])")) halfSent.remove()
    for (const element of this.listTarget.querySelectorAll("[data-file-key]")) {
      FileRow.adopt(element, this.rowTarget, this.acts)
    }
  }

  // Another text took the place of this one, with its own files: `files` tells what is known of
  // them, and so does the list. Of one that was added on another device, only that it is there.
  load({ keys = [], files = [] }) {
    const shown = [...this.listTarget.querySelectorAll("[data-file-key]")].map(({ dataset }) => ({ ...dataset }))
    const known = new Map([...shown, ...files].map((file) => [file.fileKey, file]))
    this.listTarget.replaceChildren()
    for (const key of keys) {
      const { fileName: name = say("file_unnamed"), fileSize: size, fileUrl: url } = known.get(key) ?? {}
      this.append({ name, size }).keep({ key, name, size, url })
    }
  }

  empty() {
    this.queue.cancelAll()
    this.listTarget.replaceChildren()
    this.say("")
  }

  // What is kept of the text has to know.
  changed() {
    this.element.dispatchEvent(new Event("change", { bubbles: true }))
  }

  say(key) {
    this.noteTarget.textContent = key ? say(key) : ""
  }

  get count() {
    return this.listTarget.querySelectorAll(".file:not(.file--refused)").length
  }
}
