// Bold and italic that are only a style become what they mean, and marks that a style takes back go.
import { replaceByChildren } from "./tree.js"

const BOLD = /font-weight:\s*(?:bold|[6-9]00)/i
const NOT_BOLD = /font-weight:\s*(?:normal|[1-4]00)/i
const ITALIC = /font-style:\s*(?:italic|oblique)/i
const NOT_ITALIC = /font-style:\s*normal/i
const RULE = /([^{}]+)\{([^{}]*)\}/g
const CLASS = /^[a-z]*\.[\w-]+$/i
const TITLES = "h1, h2, h3, h4, h5, h6, th"

export function marksFromStyles(body, sheets) {
  inlineClasses(body, sheets)
  for (const element of body.querySelectorAll("b, strong, i, em")) {
    const taken = element.matches("b, strong") ? NOT_BOLD : NOT_ITALIC
    if (taken.test(styleOf(element))) replaceByChildren(element)
  }
  for (const element of body.querySelectorAll("[data-style]")) {
    if (BOLD.test(styleOf(element)) && !element.closest(`b, strong, ${TITLES}`)) wrap(element, "strong")
    if (ITALIC.test(styleOf(element)) && !element.closest("i, em")) wrap(element, "em")
  }
  for (const title of body.querySelectorAll(TITLES)) title.querySelectorAll("b, strong").forEach(replaceByChildren)
}

// Spreadsheets and Apple's programs say it of a class, in a sheet of styles beside the text.
function inlineClasses(body, sheets) {
  for (const [, selectors, declarations] of sheets.replace(/<!--|-->/g, "").matchAll(RULE)) {
    if (!BOLD.test(declarations) && !ITALIC.test(declarations)) continue
    for (const selector of selectors.split(",").map((part) => part.trim())) {
      if (CLASS.test(selector)) body.querySelectorAll(selector).forEach((element) => inline(element, declarations))
    }
  }
}

function inline(element, declarations) {
  element.dataset.style = `${declarations};${styleOf(element)}`
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
  return element.dataset.style ?? ""
}
