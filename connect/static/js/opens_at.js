// A thread opens at data-opens-at. The address cannot say it under Turbo: fetch hides the fragment
// of a redirect. Said once, so that a page from Turbo's cache comes back where it was left.
document.addEventListener("turbo:load", () => {
  const page = document.querySelector("[data-opens-at]")
  if (!page) return
  if (!location.hash) document.getElementById(page.dataset.opensAt)?.scrollIntoView()
  delete page.dataset.opensAt
})
