// What is being written in one place, as this device keeps it: one copy per window, so that two
// windows without a network do not write over each other.
const PREFIX = "connect:draft:"
const KEPT_MS = 30 * 24 * 3600 * 1000

export class Draft {
  constructor(storage, place, window) {
    Object.assign(this, { storage, window, key: PREFIX + place })
  }

  // Each with its fields, the `version` on the server it began from, and whether it `isSaved` there:
  // this window's own copy first, then the newest.
  get copies() {
    const found = Object.values(this.read()).filter(({ at }) => Date.now() - at < KEPT_MS)
    const marked = found.map((copy) => ({ ...copy, isOwn: copy.window === this.window }))
    return marked.sort((a, b) => b.isOwn - a.isOwn || b.at - a.at)
  }

  keep(copy) {
    this.write({ ...this.read(), [this.window]: { ...copy, window: this.window, at: Date.now() } })
  }

  drop(window) {
    const { [window]: dropped, ...rest } = this.read()
    this.write(rest)
  }

  // The text is published or brought over: what other windows have not saved yet is another text.
  clear() {
    const rest = Object.values(this.read()).filter(({ window, isSaved }) => window !== this.window && !isSaved)
    this.write(Object.fromEntries(rest.map((copy) => [copy.window, copy])))
  }

  read() {
    try {
      return JSON.parse(this.storage.getItem(this.key))?.copies ?? {}
    } catch {
      return {}
    }
  }

  write(copies) {
    try {
      if (Object.keys(copies).length) this.storage.setItem(this.key, JSON.stringify({ copies }))
      else this.storage.removeItem(this.key)
    } catch {
      // Storage is full or switched off: the text stays in the field, and goes to the server.
    }
  }
}
