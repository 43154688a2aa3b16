// Keeps one page for when there is no network. Everything else goes to the server, always.
const KEPT = "offline"
const PAGE = "/offline"

self.addEventListener("install", (event) => event.waitUntil(keep()))
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()))
self.addEventListener("fetch", (event) => {
  const { mode, destination } = event.request
  if (mode === "navigate") event.respondWith(fetch(event.request).catch(() => caches.match(PAGE)))
  else if (destination === "style") event.respondWith(fetch(event.request).catch(() => caches.match(event.request)))
})

// The page and the style it names.
async function keep() {
  const cache = await caches.open(KEPT)
  const page = await fetch(PAGE)
  const styles = [...(await page.clone().text()).matchAll(/href="([^"]+\.css)"/g)].map(([, href]) => href)
  await cache.put(PAGE, page)
  await cache.addAll(styles)
}
