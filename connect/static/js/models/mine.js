// What this member did with the comments of the page, kept beside fragments that are the same for
// every reader. A mark is a kind of reaction, or "bookmark".
export class Mine {
  constructor({ member = null, reactions = {}, bookmarks = [], moderates = false, asks = false, cites = false } = {}) {
    this.member = member
    this.moderates = moderates
    this.asks = asks
    this.cites = cites
    this.marks = new Set(Object.entries(reactions).flatMap(([id, kinds]) => kinds.map((kind) => `${id} ${kind}`)))
    for (const id of bookmarks) this.marks.add(`${id} bookmark`)
  }

  owns(author) {
    return this.member !== null && String(this.member) === String(author)
  }

  // Own tools are the author's; some are the moderators' too, and one belongs to who may cite.
  mayUse({ own }, author) {
    if (own === "cites") return this.cites
    if (own === "asks") return this.asks
    if (own === "moderated") return this.moderates
    if (own === "others") return this.member !== null && !this.owns(author)
    return this.owns(author) || (own === "or-moderated" && this.moderates)
  }

  hasMarked(comment, kind) {
    return this.marks.has(`${comment} ${kind}`)
  }

  mark(comment, kind, pressed) {
    if (pressed) this.marks.add(`${comment} ${kind}`)
    else this.marks.delete(`${comment} ${kind}`)
  }

  // The same form as the constructor reads.
  toJSON() {
    const reactions = {}
    for (const [id, kind] of [...this.marks].map((mark) => mark.split(" "))) (reactions[id] ??= []).push(kind)
    return { member: this.member, reactions, bookmarks: [], moderates: this.moderates, asks: this.asks, cites: this.cites }
  }
}
