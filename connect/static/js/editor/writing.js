// The editor over a field: what is written in it stands in the field, as HTML, at every change.
import { Editor } from "@tiptap/core"
import { Selection } from "@tiptap/pm/state"

import { isHtml, plainToHtml } from "../models/plain_notation"
import { toHtml } from "./html"
import { LinkPanel } from "./link_panel"
import { Mentions } from "./mentions"
import { readPage } from "./paste/page"
import { pasting } from "./pasting"
import { PicturePanel } from "./picture_panel"
import { extensions, TYPED } from "./schema"
import { Toolbar } from "./toolbar"

export class Writing {
  constructor({ frame, field, tools, among }) {
    Object.assign(this, { frame, field })
    this.parts = document.createElement("div")
    this.parts.className = "editor__parts"
    this.parts.append(tools.content.cloneNode(true))
    this.page = this.parts.appendChild(document.createElement("div"))
    this.editor = this.edit()
    this.equip(among)
    this.toolbar = new Toolbar(this.parts.querySelector("[role=toolbar]"), this.editor, this.panels)
    this.replaceField()
  }

  // With what the page offers: some texts mention nobody and hold no pictures.
  equip(among) {
    const { editor, parts } = this
    const panel = (name) => parts.querySelector(`[data-panel=${name}]`)
    this.panels = { link: new LinkPanel(panel("link"), editor) }
    if (panel("picture")) this.panels.picture = new PicturePanel(panel("picture"), editor, this.field.form)
    if (parts.querySelector("[data-tool=mention]")) this.mentions = new Mentions({ editor, frame: parts, among })
  }

  edit() {
    return new Editor({
      element: this.page,
      extensions,
      content: this.written,
      injectCSS: false,
      enableInputRules: TYPED,
      enablePasteRules: false,
      editorProps: {
        attributes: attributesOf(this.field),
        handleKeyDown: (_view, event) => this.key(event),
        ...pasting(this.field.form, () => this.editor, (text) => this.note(text)),
      },
      onUpdate: () => this.changed(),
    })
  }

  // The field is not shown any more; it cannot be filled in by hand, so the browser does not ask to.
  replaceField() {
    const isTyping = document.activeElement === this.field
    this.frame.append(this.parts)
    this.goToEnd({ isTyping })
    if (isTyping) this.focus()
    this.wasRequired = this.field.required
    this.field.required = false
    this.field.hidden = true
  }

  remove() {
    this.mentions?.remove()
    this.panels.picture?.remove()
    this.editor.destroy()
    this.parts.remove()
    this.field.hidden = false
    this.field.required = this.wasRequired
  }

  // At once: TipTap's own command waits for a frame, and letters typed meanwhile would be lost.
  focus() {
    this.editor.view.focus()
  }

  load() {
    this.editor.commands.setContent(this.written, { emitUpdate: false })
    this.goToEnd()
  }

  // Who is typing goes on in their sentence, behind spaces of which HTML knows nothing. Others, and
  // who began a line, get one: also behind a quotation, a list, a table. That alone is no change.
  goToEnd({ isTyping = false } = {}) {
    const { value } = this.field
    const isBare = value.trim() && !isHtml(value)
    const [spaces] = isBare ? /\s*$/.exec(value) : [""]
    const { content, lastChild } = this.editor.state.doc
    const isInLine = (isTyping && isBare) || lastChild.type.name === "paragraph"
    const chain = this.editor.chain().setMeta("preventUpdate", true)
    if (!isInLine || /[\n\r]/.test(spaces)) chain.insertContentAt(content.size, { type: "paragraph" })
    else chain.command(({ tr }) => tr.setSelection(Selection.atEnd(tr.doc)).insertText(spaces))
    chain.run()
  }

  changed() {
    this.note("")
    this.field.value = toHtml(this.editor.state.doc)
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  note(text) {
    this.parts.querySelector("[data-note]").textContent = text
  }

  key(event) {
    if (this.mentions?.key(event)) return true
    if (event.altKey && event.key === "F10") this.toolbar.focus()
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") this.panels.link.open()
    else if ((event.ctrlKey || event.metaKey) && event.key === "Enter") this.field.form.requestSubmit()
    else return false
    event.preventDefault()
    return true
  }

  get written() {
    const { value } = this.field
    return isHtml(value) ? readPage(value).bare : plainToHtml(value)
  }
}

function attributesOf(field) {
  const label = field.labels[0]
  if (label) label.id ||= `${field.id}-label`
  const attributes = {
    id: `${field.id}-editor`,
    class: "editor__page input prose",
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": label?.id,
    "aria-describedby": field.getAttribute("aria-describedby"),
    "aria-invalid": field.getAttribute("aria-invalid"),
    "aria-required": field.required ? "true" : null,
  }
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value))
}
