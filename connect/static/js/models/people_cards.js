// The cards of a page: each asked for once, and again only when asking failed.
export class PeopleCards {
  constructor(ask) {
    this.ask = ask
    this.kept = new Map()
  }

  card(member) {
    if (!this.kept.has(member)) this.kept.set(member, this.fetched(member))
    return this.kept.get(member)
  }

  async fetched(member) {
    try {
      return await this.ask(member)
    } catch {
      this.kept.delete(member)
      return null
    }
  }
}

// Below what it belongs to, or above when there is no room; never beyond the sides of the window.
export function placed(beside, card, view) {
  const below = beside.bottom + card.height <= view.height || beside.top < card.height
  return {
    left: Math.max(view.margin, Math.min(beside.left, view.width - card.width - view.margin)),
    top: below ? beside.bottom : beside.top - card.height,
  }
}
