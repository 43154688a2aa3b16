// The fields of a form as a draft keeps them: names to texts, `files` to a list of keys.
const NOT_KEPT = ["attachments", "csrf_token", "draft_version", "kept", "place", "post_at", "removed_files", "seen"]
const WRITTEN = ["body", "title", "tags", "files"]

export function collect(entries) {
  const fields = {}
  for (const [name, value] of entries) {
    if (typeof value !== "string" || NOT_KEPT.includes(name)) continue
    if (name === "files") (fields.files ??= []).push(value)
    else fields[name] = value
  }
  return fields
}

export function isWritten(fields) {
  return WRITTEN.some((name) => tidy(fields, name))
}

// Whether somebody would see a difference: a token or the kind of a thread is no text.
export function isSameText(some, others) {
  return WRITTEN.every((name) => tidy(some, name) === tidy(others, name))
}

// A short name for a text, to know it again: two different texts share one hardly ever.
export function markOf(fields) {
  let [low, high] = [0xdeadbeef, 0x41c6ce57]
  for (const character of WRITTEN.map((name) => tidy(fields, name)).join("\0")) {
    const code = character.codePointAt(0)
    low = Math.imul(low ^ code, 2654435761)
    high = Math.imul(high ^ code, 1597334677)
  }
  return `${(low >>> 0).toString(36)}-${(high >>> 0).toString(36)}`
}

// Nothing at all differs that a form would send.
export function isSame(some, others) {
  const names = new Set([...Object.keys(some), ...Object.keys(others)])
  return [...names].every((name) => String(some[name] ?? "") === String(others[name] ?? ""))
}

export function fill(form, fields) {
  for (const control of form.elements) {
    const { name, type } = control
    if (!name || name === "files" || type === "submit" || NOT_KEPT.includes(name)) continue
    if (type === "radio" || type === "checkbox") control.checked = fields[name] === control.value
    else if (name in fields || type !== "hidden") control.value = fields[name] ?? ""
  }
}

// As the server cleans what it takes: composed, and without what nobody can see.
function tidy(fields, name) {
  const text = String(fields?.[name] ?? "").replace(/\r\n|[\r\v\f\x85\u2028\u2029]/g, "\n")
  return text.normalize("NFC").replace(/(?![\n\t])\p{C}/gu, "").trim()
}
