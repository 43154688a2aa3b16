// What the editor itself copied is taken back as it was.
export function isOurs({ body }) {
  return body.querySelector("[data-pm-slice]") !== null
}
