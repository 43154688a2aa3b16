// The page's secret, which every request that changes something has to bring.
export function csrfToken() {
  return document.querySelector("meta[name=csrf-token]")?.content ?? ""
}
