// Sends files to the server and takes them back; with XMLHttpRequest, which alone tells how far it is.
import { csrfToken } from "./csrf"

export function sendFile(file, { signal, progress }) {
  const body = new FormData()
  body.append("file", file)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open("POST", "/uploads")
    request.setRequestHeader("Accept", "application/json")
    request.setRequestHeader("X-CSRFToken", csrfToken())
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(loaded / total))
    request.addEventListener("load", () => resolve({ ...answerOf(request), status: request.status }))
    request.addEventListener("error", reject)
    request.addEventListener("abort", reject)
    signal.addEventListener("abort", () => request.abort())
    request.send(body)
  })
}

export function removeFile(key) {
  const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() }
  return fetch(`/uploads/${key}/removal`, { method: "POST", headers, keepalive: true }).catch(() => null)
}

function answerOf(request) {
  try {
    return JSON.parse(request.responseText)
  } catch {
    return {}
  }
}
