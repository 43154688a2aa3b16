// The drafts of this member on the server.
import { csrfToken } from "./csrf"

const SECONDS = 20
// What a browser sends after its page is gone may not be larger.
const LARGEST_FAREWELL = 60_000

export function fetchDraft(place) {
  return ask(place, {})
}

export function postDraft(place, fields, version, { isLeaving = false } = {}) {
  const body = JSON.stringify({ fields, version })
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken() }
  return ask(place, { method: "POST", headers, body, keepalive: isLeaving && body.length < LARGEST_FAREWELL })
}

async function ask(place, { headers, ...options }) {
  const response = await fetch(`/drafts/${place}`, {
    ...options,
    headers: { Accept: "application/json", ...headers },
    signal: AbortSignal.timeout(SECONDS * 1000),
  })
  const answer = await response.json().catch(() => ({}))
  return { ...answer, status: response.status, retryAfter: Number(response.headers.get("Retry-After")) }
}
