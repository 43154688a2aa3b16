// A few words for each topic, as the server reads them: lines and commas separate, and each is said once.
const SEPARATOR = /[\n\r,;]+/

export function topicsIn(text) {
  const found = new Map()
  for (const part of text.split(SEPARATOR)) {
    const topic = part.trim().replace(/\s+/g, " ")
    const folded = topic.toLowerCase()
    if (topic && !found.has(folded)) found.set(folded, topic)
  }
  return [...found.values()]
}
