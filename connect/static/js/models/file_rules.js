// What can be said of a file before it is sent. The server looks again, at what is in it.
const MEGABYTE = 1024 * 1024

export class FileRules {
  constructor({ endings, largest, most }) {
    Object.assign(this, { endings, largest, most })
  }

  // The key of the sentence that says why not, or null. `count` files are there already.
  refusal({ name, size }, count) {
    if (count >= this.most) return "file_too_many"
    if (!this.endings.includes(ending(name))) return "file_not_shared"
    if (size > this.largest) return "file_too_large"
    return size === 0 ? "file_empty" : null
  }
}

export function isPicture({ type }) {
  return type.startsWith("image/")
}

// "1.2 MB" as the language writes it, and as most people's folders count.
export function sizeOf(bytes, lang) {
  const [unit, divisor] = bytes < MEGABYTE ? ["kilobyte", 1024] : ["megabyte", MEGABYTE]
  const count = Math.max(bytes / divisor, 1)
  return new Intl.NumberFormat(lang, { style: "unit", unit, maximumFractionDigits: count < 10 ? 1 : 0 }).format(count)
}

function ending(name) {
  return name.includes(".") ? `.${name.split(".").pop().toLowerCase()}` : ""
}
