// Two texts were written in one place: shows both side by side and asks which one to go on with.
import { differing } from "./models/draft_fields"
import { announce, say } from "./models/messages"
import { isHtml } from "./models/plain_notation"

export class BothTexts {
  constructor(form) {
    this.form = form
  }

  get isOpen() {
    return Boolean(this.section?.isConnected)
  }

  // `mine` stands in the form; `choose(isMine)` hears the choice.
  open(mine, theirs, choose) {
    this.section?.remove()
    this.theirs = theirs.fields
    this.section = make("section", { className: "both-texts", tabIndex: -1 })
    this.section.setAttribute("aria-labelledby", "both-texts")
    const sides = make("div", { className: "conflict" })
    this.mine = this.side("both-texts-mine", say("draft_here"), mine, theirs.fields, () => choose(true))
    this.mine.classList.add("conflict__side--yours")
    sides.append(this.side("both-texts-theirs", elsewhere(theirs), theirs.fields, mine, () => choose(false)), this.mine)
    const title = make("h3", { className: "conflict__title", id: "both-texts", textContent: say("draft_conflict") })
    this.section.append(title, make("p", { className: "composer__note", textContent: say("draft_choose") }), sides)
    this.form.prepend(this.section)
    announce(`${title.textContent} ${say("draft_choose")}`)
  }

  // Somebody goes on typing meanwhile.
  update(mine) {
    if (this.isOpen) this.mine.querySelector(".both-texts__text").replaceWith(this.textOf(mine, this.theirs))
  }

  focus() {
    this.section.scrollIntoView({ block: "nearest" })
    this.section.focus({ preventScroll: true })
  }

  // What was not chosen can still be read and copied until the page is left.
  close(other) {
    this.section.remove()
    const rest = make("details", { className: "both-texts__rest" })
    rest.append(make("summary", { textContent: say("draft_other") }), this.textOf(other))
    this.form.querySelector(".both-texts__rest")?.remove()
    this.form.append(rest)
  }

  side(id, heading, fields, others, choose) {
    const side = make("section", { className: "conflict__side" })
    const title = make("h4", { className: "both-texts__heading", id, textContent: heading })
    const button = make("button", { type: "button", className: "button", textContent: say("draft_keep_this") })
    button.setAttribute("aria-describedby", id)
    button.addEventListener("click", choose)
    side.setAttribute("aria-labelledby", id)
    side.append(title, this.textOf(fields, others), button)
    return side
  }

  // A text whole; of a form with many fields, those in which it differs, with their labels.
  textOf(fields, others = {}) {
    const text = make("div", { className: "both-texts__text", tabIndex: 0 })
    text.setAttribute("role", "group")
    if (fields.title) text.append(make("strong", { textContent: fields.title }))
    if (this.form.elements.namedItem("body")) text.append(make("p", { textContent: readable(fields.body ?? "") }))
    else for (const name of differing(fields, others)) text.append(...this.wordsOf(name, fields[name]))
    return text
  }

  wordsOf(name, value) {
    const label = labelOf(this.form, name)
    const words = [value].flat().map((word) => readable(word ?? "")).join(", ")
    return [make("p", { className: "both-texts__label", textContent: label }), make("p", { textContent: words || "–" })]
  }
}

function elsewhere({ saved_at: savedAt, at }) {
  const when = new Date(savedAt ?? at ?? Date.now())
  const time = when.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" })
  return say("draft_elsewhere", { time })
}

function labelOf(form, name) {
  const found = form.elements.namedItem(name)
  const control = found instanceof RadioNodeList ? found[0] : found
  const group = control?.closest("fieldset")?.querySelector("legend")?.textContent
  const own = control?.type === "checkbox" || control?.type === "radio" ? "" : control?.labels?.[0]?.textContent
  return [group, own].filter(Boolean).map((words) => words.trim()).join(": ")
}

// The words of what may be HTML. A parsed document runs nothing, and only its words are shown.
function readable(body) {
  if (!isHtml(body)) return body
  const { body: parsed } = new DOMParser().parseFromString(body, "text/html")
  for (const block of parsed.querySelectorAll("p, h1, h2, h3, h4, li, blockquote, tr, figure, br")) block.append("\n")
  return parsed.textContent.replace(/\n{3,}/g, "\n\n").trim()
}

function make(name, properties) {
  return Object.assign(document.createElement(name), properties)
}
