// Passkeys speak in bytes, our server in base64url; and what goes wrong has a name for members.

const PROBLEMS = {
  NotAllowedError: "cancelled", // or too late: browsers do not tell which
  InvalidStateError: "known",
  ConstraintError: "unfit",
  NotSupportedError: "unfit",
}

// For navigator.credentials.create.
export function creationOptions(json) {
  const { user, challenge, excludeCredentials = [], ...rest } = json
  return {
    ...rest,
    challenge: toBytes(challenge),
    user: { ...user, id: toBytes(user.id) },
    excludeCredentials: excludeCredentials.map((known) => ({ ...known, id: toBytes(known.id) })),
  }
}

// For navigator.credentials.get; we name no keys.
export function requestOptions({ challenge, ...rest }) {
  return { ...rest, allowCredentials: [], challenge: toBytes(challenge) }
}

// What a key made or answered, as the server reads it. By hand: the toJSON of some password
// managers fails.
export function written({ id, rawId, type, authenticatorAttachment, response }) {
  const { clientDataJSON, attestationObject, authenticatorData, signature, userHandle } = response
  const bytes = { clientDataJSON, attestationObject, authenticatorData, signature, userHandle }
  const said = Object.entries(bytes).filter(([, value]) => value)
  return JSON.stringify({
    id,
    rawId: toText(rawId),
    type,
    authenticatorAttachment: authenticatorAttachment ?? null,
    response: {
      ...Object.fromEntries(said.map(([name, value]) => [name, toText(value)])),
      ...(attestationObject && { transports: response.getTransports?.() ?? [] }),
    },
  })
}

export function problemOf(error) {
  return PROBLEMS[error.name] ?? "failed"
}

export function toBytes(text) {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

export function toText(buffer) {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("")
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
}
