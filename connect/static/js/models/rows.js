// Rows of fields that are called by their place: "actions-2-who", and what is said of it.
const NAMED = ["name", "id", "for", "list", "value", "aria-describedby"]

export function renamed(text, place) {
  return text.replace(/-(\d+|NEW)(?=-|$)|:(\d+|NEW)$/g, (found) => `${found[0]}${place}`)
}

// Lets a row say where it stands now.
export function place(row, number) {
  for (const element of row.querySelectorAll("*")) {
    for (const attribute of NAMED) {
      const isValue = attribute === "value" && element.localName !== "button"
      if (isValue || !element.hasAttribute(attribute)) continue
      element.setAttribute(attribute, renamed(element.getAttribute(attribute), number))
    }
  }
}

// How many rows the fields of a form speak of.
export function rowsIn(fields, name) {
  const listed = Array.isArray(fields[name]) ? fields[name].length : 0
  const cells = Object.keys(fields).filter((field) => field.startsWith(`${name}-`))
  return Math.max(listed, ...cells.map((field) => Number(field.split("-")[1]) + 1))
}
