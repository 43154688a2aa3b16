// Reads HTML into a page that is never shown. The policy of our own page holds for it too, and would
// report every style and handler: so these are set aside while it is still text.
const TAG = /<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>/gi
const SHEET = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi
const STYLE = /\sstyle\s*=/gi
const HANDLER = /([\s/"'])(on[a-z]+\s*=)/gi

// `body`, in which `data-style` holds what `style` said, and the text of the `sheets` of styles.
export function readPage(html) {
  const sheets = []
  const bare = html
    .replace(SHEET, (_, sheet) => (sheets.push(sheet), ""))
    .replace(TAG, (tag) => tag.replace(STYLE, " data-style=").replace(HANDLER, "$1data-$2"))
  return { body: new DOMParser().parseFromString(bare, "text/html").body, sheets: sheets.join("\n"), bare }
}
