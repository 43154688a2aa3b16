// Links lead where they say, without the watchers that mail programs and search engines put between.
import { linkTo } from "../../models/address.js"
import { replaceByChildren } from "./tree.js"

const WATCHERS = [
  { host: /\.safelinks\.protection\.outlook\.com$/, name: "url" },
  { host: /^www\.google\.[a-z.]+$/, name: "q", path: "/url" },
]

export function nameLinks(body) {
  for (const link of body.querySelectorAll("a")) {
    const href = linkTo(destination(link.getAttribute("href") ?? ""))
    if (link.matches(".mention[data-member]")) continue
    link.removeAttribute("class")
    if (href && link.textContent.trim()) link.setAttribute("href", href)
    else replaceByChildren(link)
  }
}

function destination(href) {
  if (!URL.canParse(href)) return href
  const { hostname, pathname, searchParams } = new URL(href)
  const watcher = WATCHERS.find(({ host, path }) => host.test(hostname) && (!path || path === pathname))
  return (watcher && searchParams.get(watcher.name)) || href
}
