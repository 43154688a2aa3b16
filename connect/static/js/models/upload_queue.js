// Files on their way to the server, two at a time; a short cut of the network is waited out.
import { Upload } from "./upload.js"

const AT_ONCE = 2
const RETRY_AFTER_MS = [1_000, 3_000, 8_000]

export class UploadQueue {
  // `send(file, { signal, progress })` resolves to { status, … } and rejects without a network;
  // `tell(upload)` hears every change.
  constructor({ send, tell }) {
    Object.assign(this, { send, tell, uploads: [] })
  }

  get isBusy() {
    return this.uploads.some((upload) => !upload.isOver)
  }

  add(file, options) {
    const upload = new Upload(file, options)
    this.uploads.push(upload)
    this.next()
    return upload
  }

  // Again from the start, also one that waits for the network.
  retry(upload) {
    clearTimeout(upload.timer)
    Object.assign(upload, { failures: 0, timer: null })
    this.change(upload, "waiting")
    this.next()
  }

  cancel(upload) {
    clearTimeout(upload.timer)
    this.change(upload, "cancelled")
    upload.stop?.abort()
    this.forget(upload)
  }

  forget(upload) {
    this.uploads = this.uploads.filter((other) => other !== upload)
    this.next()
  }

  cancelAll() {
    for (const upload of [...this.uploads]) this.cancel(upload)
  }

  resume() {
    for (const upload of this.uploads.filter(({ state, timer }) => state === "waiting" && timer)) this.retry(upload)
  }

  next() {
    const sending = this.uploads.filter(({ state }) => state === "sending").length
    const waiting = this.uploads.filter(({ state, timer }) => state === "waiting" && !timer)
    for (const upload of waiting.slice(0, AT_ONCE - sending)) this.start(upload)
  }

  async start(upload) {
    upload.stop = new AbortController()
    this.change(upload, "sending", 0)
    const progress = (share) => this.change(upload, "sending", share)
    const answer = await this.send(upload.file, { signal: upload.stop.signal, progress }).catch(() => ({ status: 0 }))
    if (upload.state === "sending") this.answered(upload, answer)
    this.next()
  }

  answered(upload, answer) {
    const { status } = answer
    upload.answer = answer
    if (status === 201) this.change(upload, "kept", 1)
    else if (status >= 400 && status < 500) this.change(upload, isPassing(status) ? "failed" : "refused")
    else this.again(upload)
  }

  again(upload) {
    const delay = RETRY_AFTER_MS[upload.failures]
    upload.failures += 1
    if (delay === undefined) return this.change(upload, "failed")
    upload.timer = setTimeout(() => {
      upload.timer = null
      this.next()
    }, delay)
    this.change(upload, "waiting")
  }

  change(upload, state, progress = 0) {
    Object.assign(upload, { state, progress })
    this.tell(upload)
  }
}

// Signed out, a page that stood open too long, too much at once: the file itself is welcome.
function isPassing(status) {
  return [400, 401, 408, 429].includes(status)
}
