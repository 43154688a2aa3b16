// From the HTML that programs put on the clipboard to what a text may be made of. Every word stays;
// what makes it look is left behind. Each step knows one peculiarity, and all of them run: nobody
// says for certain which program a text comes from.
import { mergeLevelledLists, nestStrayLists } from "./lists.js"
import { gatherWordLists, nameWordHeadings, tellWordNotes } from "./word.js"
import { levelHeadings } from "./headings.js"
import { nameLinks } from "./links.js"
import { drop, unwrapUnknown } from "./leftovers.js"
import { breakLines, dropBlankParagraphs, isBareLines, textOf, tidySpaces } from "./lines.js"
import { readPage } from "./page.js"
import { textToHtml } from "./plain_text.js"
import { sayPictures } from "./pictures.js"
import { marksFromStyles } from "./styles.js"
import { straightenTables } from "./tables.js"

// The cleaned HTML; `files` are pictures that came inside it, `lost` counts those that did not.
export function clean(html) {
  const { body, sheets, bare } = readPage(html)
  if (body.querySelector("[data-pm-slice]")) return { html: bare, files: [], lost: 0 } // our own
  if (isBareLines(body)) return { html: textToHtml(textOf(body)), files: [], lost: 0 }
  gatherWordLists(body)
  nameWordHeadings(body)
  tellWordNotes(body)
  marksFromStyles(body, sheets)
  drop(body)
  const pictures = sayPictures(body)
  mergeLevelledLists(body)
  nestStrayLists(body)
  levelHeadings(body)
  nameLinks(body)
  straightenTables(body)
  unwrapUnknown(body)
  breakLines(body)
  tidySpaces(body)
  dropBlankParagraphs(body)
  return { html: body.innerHTML, ...pictures }
}
