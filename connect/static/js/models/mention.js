// The mention being typed: "@" at the start of a word, and what follows up to the caret.
const MENTION = /(?:^|[\s(])@([\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]*)?)$/u

export function mentionAt(text, caret) {
  const match = MENTION.exec(text.slice(0, caret))
  return match && { query: match[1], start: caret - match[1].length - 1 }
}

export function insertMention(text, caret, name) {
  const { start } = mentionAt(text, caret)
  const before = `${text.slice(0, start)}@${name} `
  return { text: before + text.slice(caret).replace(/^ /, ""), caret: before.length }
}
