// A new name for a text to be sent: the server takes one text under it, however often it is sent.
export function newToken() {
  if (crypto.randomUUID) return crypto.randomUUID()
  // A development server on a phone's network has no HTTPS, which randomUUID asks for.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
