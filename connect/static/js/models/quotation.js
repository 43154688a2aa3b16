import { isHtml, plainToHtml } from "./plain_notation.js"

// A passage of another comment as the composer writes it: quoted lines, then whose words they are.
export function quotation(passage, author, url) {
  const lines = passage.trim().split(/\s*\n\s*/)
  return `${[...lines, `— ${author} ${url}`].map((line) => `> ${line}`).join("\n")}\n\n`
}

// Where the quotation goes: after what is written, on a line of its own.
export function append(text, addition) {
  if (isHtml(text)) return text + plainToHtml(addition)
  return text.trim() ? `${text.trimEnd()}\n\n${addition}` : addition
}
