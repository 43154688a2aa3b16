// Bold and italic that are only a style become what they mean, and marks that a style takes back go.
import { replaceByChildren } from "./tree.js"

const BOLD = /font-weight:\s*(?:bold|[6-9]00)/i
const NOT_BOLD = /font-weight:\s*(?:normal|[1-4]00)/i
const ITALIC = /font-style:\s*(?:italic|oblique)/i
const NOT_ITALIC = /font-style:\s*normal/i
const RULE = /([^{}]+)\{([^{}]*)\}/g
const TITLES = "h1, h2, h3, h4, h5, h6, th"

export function marksFromStyles(page) {
  inlineClasses(page)
  for (const element of page.body.querySelectorAll("b, strong, i, em")) {
    const taken = element.matches("b, strong") ? NOT_BOLD : NOT_ITALIC
    if (taken.test(styleOf(element))) replaceByChildren(element)
  }
  for (const element of page.body.querySelectorAll("[style]")) {
    if (BOLD.test(styleOf(element)) && !element.closest(`b, strong, ${TITLES}`)) wrap(element, "strong")
    if (ITALIC.test(styleOf(element)) && !element.closest("i, em")) wrap(element, "em")
  }
  page.body.querySelectorAll(TITLES).forEach((title) => {
    title.querySelectorAll("b, strong").forEach(replaceByChildren)
  })
}

// Spreadsheets and Apple's programs say it of a class, in a sheet of styles beside the text.
function inlineClasses(page) {
  const sheets = [...page.querySelectorAll("style")].map((sheet) => sheet.textContent).join("\n")
  for (const [, selectors, declarations] of sheets.replace(/<!--|-->/g, "").matchAll(RULE)) {
    if (!BOLD.test(declarations) && !ITALIC.test(declarations)) continue
    for (const selector of selectors.split(",").map((part) => part.trim())) {
      if (/^[a-z]*\.[\w-]+$/i.test(selector)) inline(page, selector, declarations)
    }
  }
}

function inline(page, selector, declarations) {
  for (const element of page.body.querySelectorAll(selector)) {
    element.setAttribute("style", `${declarations};${styleOf(element)}`)
  }
}

function wrap(element, name) {
  if (!element.textContent.trim()) return
  const blocks = element.querySelectorAll("p, div, li, td, ul, ol, table, h1, h2, h3")
  const holders = blocks.length ? [...blocks].filter((block) => !block.querySelector("p, div, li, td")) : [element]
  for (const holder of holders) {
    const mark = holder.ownerDocument.createElement(name)
    mark.append(...holder.childNodes)
    holder.append(mark)
  }
}

function styleOf(element) {
  return element.getAttribute("style") ?? ""
}
