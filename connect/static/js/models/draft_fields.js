// The fields of a form as a draft keeps them: names to texts, and to lists where a field is sent
// once for each of its values.
const NOT_KEPT = ["attachments", "csrf_token", "draft_version", "kept", "place", "post_at", "removed_files", "seen"]
const LISTS = ["axis", "files", "funding", "municipalities", "target_groups", "themes"]
// What a form says of a text, but the text itself.
const NO_TEXT = ["kind", "parent", "token", "version"]

export function collect(entries) {
  const fields = {}
  for (const [name, value] of entries) {
    if (typeof value !== "string" || NOT_KEPT.includes(name)) continue
    if (!LISTS.includes(name)) fields[name] = value
    else if (value) (fields[name] ??= []).push(value)
  }
  return fields
}

export function isWritten(fields) {
  return textsOf(fields).some(([, text]) => text)
}

// Whether somebody would see a difference: a token or the kind of a thread is no text.
export function isSameText(some, others) {
  return !differing(some, others).length
}

export function differing(some, others) {
  return namesOf(some, others).filter((name) => !NO_TEXT.includes(name) && tidy(some, name) !== tidy(others, name))
}

// A short name for a text, to know it again: two different texts share one hardly ever.
export function markOf(fields) {
  let [low, high] = [0xdeadbeef, 0x41c6ce57]
  for (const character of textsOf(fields).flat().join("\0")) {
    const code = character.codePointAt(0)
    low = Math.imul(low ^ code, 2654435761)
    high = Math.imul(high ^ code, 1597334677)
  }
  return `${(low >>> 0).toString(36)}-${(high >>> 0).toString(36)}`
}

// Nothing at all differs that a form would send.
export function isSame(some, others) {
  return namesOf(some, others).every((name) => String(some[name] ?? "") === String(others[name] ?? ""))
}

// Of a field that is sent for each of its values, every control takes the one that is its own.
export function fill(form, fields) {
  const taken = {}
  for (const control of form.elements) {
    const { name, type } = control
    if (!name || name === "files" || type === "submit" || NOT_KEPT.includes(name)) continue
    const values = LISTS.includes(name) ? (fields[name] ?? []) : [fields[name]]
    if (type === "radio" || type === "checkbox") control.checked = values.includes(control.value)
    else if (LISTS.includes(name)) control.value = values[(taken[name] = (taken[name] ?? -1) + 1)] ?? ""
    else if (name in fields || type !== "hidden") control.value = fields[name] ?? ""
  }
}

// All that is written, in one order.
function textsOf(fields) {
  const names = Object.keys(fields).filter((name) => !NO_TEXT.includes(name)).sort()
  return names.map((name) => [name, tidy(fields, name)]).filter(([, text]) => text)
}

function namesOf(some, others) {
  return [...new Set([...Object.keys(some), ...Object.keys(others)])]
}

// As the server cleans what it takes: composed, and without what nobody can see.
function tidy(fields, name) {
  const text = String(fields?.[name] ?? "").replace(/\r\n|[\r\v\f\x85\u2028\u2029]/g, "\n")
  return text.normalize("NFC").replace(/(?![\n\t])\p{C}/gu, "").trim()
}
