// The page's one connection: a socket while there is one, else long-polls of the same catch-up.
import { StreamCursor } from "./stream_cursor.js"

const ACK_TIMEOUT_MS = 10_000
const CALM_MS = 3_000 // interruptions shorter than this are nobody's business
const GIVE_UP_ON_SOCKETS_MS = 8_000
const RETRY_POLL_MS = 5_000

// Tells "interrupted", "restored", "presence" ({ stream, process, reading, writing }) and
// "revoked" ({ stream }).
export class Connection extends EventTarget {
  #cursors = new Map()
  #socket = null
  #opening = null
  #isInterrupted = false
  #timers = {}

  // openSocket() answers a promise of a Socket.IO socket that connects by itself, forever.
  constructor({ openSocket, fetchMissed, calm = CALM_MS, giveUp = GIVE_UP_ON_SOCKETS_MS }) {
    super()
    Object.assign(this, { openSocket, fetchMissed, calm, giveUp })
  }

  get isConnected() {
    return Boolean(this.#socket?.connected)
  }

  // Follow a stream from `seq` on; the answer stops following.
  follow(stream, seq, { apply, reset, onMove }) {
    this.#cursors.get(stream)?.stop()
    const fetchMissed = (...where) => this.fetchMissed(...where)
    const cursor = new StreamCursor({ stream, seq, apply, reset, onMove, fetchMissed })
    this.#cursors.set(stream, cursor)
    this.#open()
    if (this.isConnected) this.#subscribe(cursor)
    else if (this.isPolling) this.#poll(cursor)
    return () => this.#leave(cursor)
  }

  // A sign that fades (reading, typing): lost when there is no socket. Answers the server's word.
  async sign(name, stream) {
    if (!this.isConnected || !this.#cursors.has(stream)) return { ok: false }
    return this.#socket.timeout(ACK_TIMEOUT_MS).emitWithAck(name, { stream }).catch(() => ({ ok: false }))
  }

  // After sleep, a lost network or a page restored: ask, whatever the socket believes.
  async catchUp() {
    if (this.#socket && !this.#socket.connected) this.#socket.connect()
    await Promise.allSettled([...this.#cursors.values()].map((cursor) => cursor.catchUp()))
  }

  // Another member or another language: the server has to know from the start.
  reopen() {
    this.#socket?.disconnect().connect()
  }

  #open() {
    this.#opening ??= this.openSocket().then((socket) => this.#listenTo(socket))
    if (!this.isConnected) this.#lost()
  }

  #listenTo(socket) {
    this.#socket = socket
    socket.on("connect", () => this.#connected())
    socket.on("disconnect", () => this.#lost())
    socket.on("connect_error", () => this.#lost())
    socket.on("entry", (entry) => this.#cursors.get(entry.stream)?.receive(entry).catch(() => {}))
    socket.on("heads", (heads) => this.#compare(heads))
    socket.on("presence", (counts) => this.#tell("presence", counts))
    socket.on("revoked", ({ stream }) => this.#revoked(stream))
    if (socket.connected) this.#connected()
  }

  async #connected() {
    this.#clear("calm")
    this.#clear("giveUp")
    this.isPolling = false
    await Promise.all([...this.#cursors.values()].map((cursor) => this.#subscribe(cursor)))
    if (this.#isInterrupted && this.isConnected) {
      this.#isInterrupted = false
      this.#tell("restored")
    }
  }

  #lost() {
    this.#timers.calm ??= setTimeout(() => {
      this.#isInterrupted = true
      if (!this.isPolling) this.#tell("interrupted")
    }, this.calm)
    this.#timers.giveUp ??= setTimeout(() => this.#startPolling(), this.giveUp)
  }

  async #subscribe(cursor) {
    const { stream, seq } = cursor
    try {
      const socket = this.#socket.timeout(ACK_TIMEOUT_MS)
      const answer = await socket.emitWithAck("subscribe", { stream, after: seq })
      if (answer.ok) await cursor.absorb(answer)
      else if (["forbidden", "unknown"].includes(answer.error)) this.#revoked(stream)
    } catch {
      if (this.isConnected) cursor.catchUp().catch(() => {})
    }
  }

  #compare(heads) {
    for (const [stream, head] of Object.entries(heads)) this.#cursors.get(stream)?.compare(head)
  }

  #revoked(stream) {
    this.#cursors.get(stream)?.stop()
    this.#cursors.delete(stream)
    this.#tell("revoked", { stream })
  }

  #leave(cursor) {
    cursor.stop()
    if (this.#cursors.get(cursor.stream) !== cursor) return
    this.#cursors.delete(cursor.stream)
    if (this.isConnected) this.#socket.emit("unsubscribe", { stream: cursor.stream })
  }

  #startPolling() {
    if (this.isConnected || this.isPolling) return
    this.isPolling = true
    for (const cursor of this.#cursors.values()) this.#poll(cursor)
  }

  async #poll(cursor) {
    while (this.isPolling && !cursor.stopped) {
      try {
        // While the line says "interrupted", the first answer must not wait for something new.
        const wait = !this.#isInterrupted
        await cursor.absorb(await this.fetchMissed(cursor.stream, cursor.seq, { wait }))
        if (this.#isInterrupted && this.isPolling) {
          this.#isInterrupted = false
          this.#tell("restored")
        }
      } catch (error) {
        if (error.isFinal) return this.#revoked(cursor.stream)
        if (!this.#isInterrupted) {
          this.#isInterrupted = true
          this.#tell("interrupted")
        }
        await new Promise((resume) => setTimeout(resume, RETRY_POLL_MS * (0.5 + Math.random())))
      }
    }
  }

  #clear(name) {
    clearTimeout(this.#timers[name])
    this.#timers[name] = null
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }
}
