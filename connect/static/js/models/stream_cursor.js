// How far this page has followed one stream. An entry is applied once, in order, without holes:
// the next number is applied, an old one ignored, a gap waited for briefly and then caught up.
export class StreamCursor {
  #held = new Map()
  #work = Promise.resolve()
  #failures = 0
  #timer = null

  // apply(entry) and reset(head) change the page and may take their time; fetchMissed(stream, seq)
  // answers { head, reset, entries } as the server's catch-up does.
  constructor({ stream, seq, apply, reset, fetchMissed, patience = 200, onMove = () => {} }) {
    Object.assign(this, { stream, seq, apply, reset, fetchMissed, patience, onMove })
  }

  // An entry that the server pushed.
  receive(entry) {
    return this.#inTurn(() => this.#take(entry))
  }

  // The head as the server knows it.
  compare(head) {
    if (head !== this.seq) this.#catchUpSoon()
  }

  catchUp() {
    return this.#inTurn(async () => {
      await this.#absorb(await this.fetchMissed(this.stream, this.seq))
    })
  }

  // An answer to a subscription or a long-poll: the same as a catch-up.
  absorb(missed) {
    return this.#inTurn(() => this.#absorb(missed))
  }

  stop() {
    clearTimeout(this.#timer)
    this.#timer = null
    this.stopped = true
  }

  // One at a time, because applying takes a frame or more.
  #inTurn(step) {
    const done = this.#work.then(() => (this.stopped ? undefined : step()))
    this.#work = done.catch(() => {})
    return done
  }

  async #take(entry) {
    if (entry.seq <= this.seq) return
    this.#held.set(entry.seq, entry)
    await this.#applyHeld()
    if (this.#held.size) this.#catchUpSoon()
  }

  async #applyHeld() {
    for (let next; (next = this.#held.get(this.seq + 1)); ) await this.#step(next)
  }

  async #absorb({ head, reset, entries }) {
    if (reset) {
      await this.reset(head)
      this.#moveTo(head)
    } else {
      for (const entry of entries) if (entry.seq > this.seq) await this.#step(entry)
      if (head > this.seq) this.#moveTo(head)
    }
    await this.#applyHeld()
  }

  // The cursor moves only after the page did. What keeps failing is replaced by a fresh view.
  async #step(entry) {
    try {
      await this.apply(entry)
      this.#failures = 0
    } catch (error) {
      this.#failures += 1
      if (this.#failures < 3) throw error
      this.#failures = 0
      await this.reset(entry.seq)
    }
    this.#moveTo(entry.seq)
  }

  #moveTo(seq) {
    this.seq = seq
    for (const held of this.#held.keys()) if (held <= seq) this.#held.delete(held)
    this.onMove(seq)
  }

  #catchUpSoon() {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.catchUp().catch(() => {}) // the next heads or reconnection tries again
    }, this.patience)
  }
}
