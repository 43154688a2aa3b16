// The one connection of this tab, kept across Turbo visits, opened by the first live element.
import { Connection } from "./models/connection"

export const connection = new Connection({ openSocket, fetchMissed })

async function openSocket() {
  const { io } = await import("socket.io-client")
  return io({
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    auth: (answer) => answer({ lang: document.documentElement.lang }),
    reconnectionDelay: 500,
    reconnectionDelayMax: 15_000,
    randomizationFactor: 0.5,
  })
}

async function fetchMissed(stream, after, { wait = false } = {}) {
  const query = new URLSearchParams({ after, locale: document.documentElement.lang })
  if (wait) query.set("wait", 25)
  const response = await fetch(`/live/${stream}?${query}`, {
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(wait ? 40_000 : 15_000),
  })
  if (response.ok) return response.json()
  throw Object.assign(new Error(`catch-up answered ${response.status}`), {
    isFinal: [401, 403, 404].includes(response.status),
  })
}

export function currentMember() {
  return document.querySelector("meta[name=member]")?.content ?? ""
}

const catchUp = () => connection.catchUp()
addEventListener("online", catchUp)
addEventListener("pageshow", ({ persisted }) => persisted && catchUp())
document.addEventListener("visibilitychange", () => document.hidden || catchUp())

// Signing in or out and changing language happen without a new page under Turbo.
const identity = () => `${currentMember()}/${document.documentElement.lang}`
let known = null
document.addEventListener("turbo:load", () => {
  if (known !== null && known !== identity()) connection.reopen()
  known = identity()
})
