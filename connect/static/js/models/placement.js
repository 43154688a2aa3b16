// Where a comment belongs in a list of which only a part is on the page.

// `keys` are the shown comments' own, ascending. The index to insert at, or null when the place
// lies outside of what is shown and so belongs to another page.
export function placeFor(key, keys, { hasBefore = false, hasAfter = false } = {}) {
  const found = keys.findIndex((other) => key < other)
  const index = found === -1 ? keys.length : found
  if (index === 0 && hasBefore) return null
  if (index === keys.length && hasAfter) return null
  return index
}

// Depth first ("tree": the path sorts as the thread reads), or in the order of posting ("time").
export function keyOf({ path, number }, order) {
  return order === "time" ? Number(number) : path
}
