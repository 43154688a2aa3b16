// What was typed and not yet sent, kept on this device for one place, with the token under which it
// will be sent: a retry after a lost answer is then the same comment, not a second one.
const PREFIX = "connect:draft:"
const KEPT_MS = 30 * 24 * 3600 * 1000

export class Draft {
  constructor(storage, place) {
    Object.assign(this, { storage, key: PREFIX + place })
  }

  read() {
    try {
      const kept = JSON.parse(this.storage.getItem(this.key))
      return kept && Date.now() - kept.at < KEPT_MS ? kept : null
    } catch {
      return null
    }
  }

  keep(written) {
    if (!written.body.trim()) return this.clear()
    try {
      this.storage.setItem(this.key, JSON.stringify({ ...written, at: Date.now() }))
    } catch {
      // Storage is full or switched off: the text stays in the field.
    }
  }

  clear() {
    this.storage.removeItem(this.key)
  }
}
