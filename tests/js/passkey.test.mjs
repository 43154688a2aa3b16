import assert from "node:assert/strict"
import { test } from "node:test"

import { creationOptions, problemOf, requestOptions, toBytes, toText, written } from "../../connect/static/js/models/passkey.js"

const bytes = (...values) => Uint8Array.from(values)

test("bytes are written without the characters that addresses and forms would change", () => {
  const all = Uint8Array.from({ length: 256 }, (_, value) => value)
  assert.match(toText(all), /^[\w-]+$/)
  assert.deepEqual(toBytes(toText(all)), all)
  assert.equal(toText(bytes(251, 255)), "-_8")
})

test("what the server asks becomes what the browser understands", () => {
  const options = creationOptions({
    rp: { id: "localhost", name: "BeFUS Connect" },
    user: { id: "AQI", name: "bram@example.org", displayName: "Bram" },
    challenge: "AwQ",
    excludeCredentials: [{ id: "BQY", type: "public-key" }],
  })
  assert.deepEqual(options.challenge, bytes(3, 4))
  assert.deepEqual(options.user, { id: bytes(1, 2), name: "bram@example.org", displayName: "Bram" })
  assert.deepEqual(options.excludeCredentials, [{ id: bytes(5, 6), type: "public-key" }])
  assert.equal(options.rp.id, "localhost")
  assert.deepEqual(requestOptions({ challenge: "AwQ", rpId: "localhost" }), {
    allowCredentials: [],
    challenge: bytes(3, 4),
    rpId: "localhost",
  })
})

test("an answer is written without what it does not have", () => {
  const response = {
    clientDataJSON: bytes(1).buffer,
    authenticatorData: bytes(2).buffer,
    signature: bytes(3).buffer,
    userHandle: null,
  }
  assert.deepEqual(JSON.parse(written({ id: "BA", rawId: bytes(4).buffer, type: "public-key", response })), {
    id: "BA",
    rawId: "BA",
    type: "public-key",
    authenticatorAttachment: null,
    response: { clientDataJSON: "AQ", authenticatorData: "Ag", signature: "Aw" },
  })
})

test("a new key tells by which ways it can be reached", () => {
  const response = {
    clientDataJSON: bytes(1).buffer,
    attestationObject: bytes(2).buffer,
    getTransports: () => ["internal", "hybrid"],
  }
  const told = JSON.parse(written({ id: "BA", rawId: bytes(4).buffer, type: "public-key", response }))
  assert.deepEqual(told.response.transports, ["internal", "hybrid"])
})

test("what goes wrong has a name that the page has words for", () => {
  const names = ["NotAllowedError", "InvalidStateError", "ConstraintError", "SecurityError", "TypeError"]
  assert.deepEqual(
    names.map((name) => problemOf({ name })),
    ["cancelled", "known", "unfit", "failed", "failed"],
  )
})
