// What a desk knows of its reader: which lines are chosen, where the keyboard stands, what is new.

const KEYS = { j: "next", ArrowDown: "next", k: "previous", ArrowUp: "previous", o: "open", x: "choose" }

// What a key asks for, if it is alone and nobody is typing; Enter opens a link by itself.
export function askedBy({ key, ctrlKey, metaKey, altKey, isTyping }) {
  if (ctrlKey || metaKey || altKey || isTyping) return null
  return KEYS[key.length === 1 ? key.toLowerCase() : key] ?? null
}

// The place after `place` in a list of `count`; it ends at its ends.
export function nextPlace(asked, place, count) {
  const step = asked === "next" ? 1 : -1
  return Math.min(Math.max(place + step, 0), count - 1)
}

// Chosen lines stay chosen while their rows are rendered anew.
export class Choice {
  #chosen = new Set()

  set(line, isChosen) {
    if (isChosen) this.#chosen.add(line)
    else this.#chosen.delete(line)
  }

  has(line) {
    return this.#chosen.has(line)
  }

  get size() {
    return this.#chosen.size
  }
}

// Which lines arrived that are not shown, and are for this reader in these themes.
export function newLines(arrivals, { shown, member, theme }) {
  const isForReader = ({ themeId, notFor }) =>
    !notFor.split(" ").includes(member) && (theme === "0" || theme === themeId)
  return arrivals.filter((arrival) => isForReader(arrival) && !shown.has(arrival.line)).map(({ line }) => line)
}

// How much stands in each section: of one theme, or of all of them.
export function totals(counts, theme) {
  const found = new Map()
  for (const { section, themeId, count } of counts) {
    if (theme !== "0" && theme !== themeId) continue
    found.set(section, (found.get(section) ?? 0) + Number(count))
  }
  return found
}
