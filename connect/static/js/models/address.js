// Addresses a text may lead to: the same as `safe_link` and `UPLOAD` of connect/rich_text/schema.py.
const SAFE = /^(?:https?:\/\/[^\s<>"'\\^`{|}/?#][^\s<>"\\^`{|}]*|mailto:[^\s<>"\\^`{|}:]+@[^\s<>"\\^`{|}:]+|tel:\+?\d[\d().-]*|\/(?:[^\s<>"\\^`{|}/][^\s<>"\\^`{|}]*)?)$/i
const MAIL = /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:.]+$/
const PHONE = /^\+?[\d ().-]{6,}$/
const HOST = /^[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}(?:[/?#:].*)?$/u
const UPLOAD = /^\/uploads\/(?!.*\.\.)[A-Za-z0-9._/-]+$/

// The address if readers may be sent there; ours without the name of the site.
export function linkTo(address, origin = globalThis.location?.origin) {
  const link = localPath(address?.trim() ?? "", origin)
  return SAFE.test(link) ? link : null
}

// What somebody typed who does not think of "https://".
export function linkMeant(typed, origin) {
  const address = typed.trim()
  if (MAIL.test(address)) return linkTo(`mailto:${address}`, origin)
  if (PHONE.test(address)) return linkTo(`tel:${address.replace(/[ ]/g, "")}`, origin)
  return linkTo(HOST.test(address) ? `https://${address}` : address, origin)
}

export function uploadIn(address, origin = globalThis.location?.origin) {
  const path = localPath(address ?? "", origin)
  return UPLOAD.test(path) ? path : null
}

function localPath(address, origin) {
  return origin && address.startsWith(`${origin}/`) ? address.slice(origin.length) : address
}
