// Which text a form begins with when this device has kept copies and the server has put something
// in the form. Only what a copy has and the server has not is worth a question.
import { isSameText, isWritten, markOf } from "./draft_fields.js"

// `shown`: { fields, version, isOriginal }. Version 0 is no draft of the server's: then the fields
// are blank, the text to be edited (`isOriginal`), or something else that goes before what was kept.
// Answers { begin, rivals, isGone }: `begin` is null where the form stays as it is shown.
export function meet(copies, shown) {
  const unsaved = copies.filter((copy) => !copy.isSaved && isWorthKeeping(copy, shown))
  const [first, ...rest] = unsaved
  if (!first) return { begin: null, rivals: [] }
  const rivals = rest.filter((copy) => !isSameText(copy.fields, first.fields))
  if (!shown.version && !shown.isOriginal && isWritten(shown.fields)) return { begin: null, rivals: unsaved }
  if (goesOnFrom(first, shown)) return { begin: first, rivals }
  if (shown.version && !first.isOwn) return { begin: null, rivals: unsaved }
  if (shown.version) return { begin: first, rivals: [shown, ...rivals] }
  return { begin: first, rivals, isGone: true }
}

// Nobody else has written since. An answer that never came back may have been a yes: then the
// server holds what was `sent` from here.
export function goesOnFrom({ version, sent = [] }, { version: current, fields }) {
  return version === current || (current > 0 && sent.includes(markOf(fields)))
}

function isWorthKeeping(copy, shown) {
  if (isSameText(copy.fields, shown.fields)) return false
  return isWritten(copy.fields) || goesOnFrom(copy, shown)
}
