// What a picture shows, in words, or that it only decorates; asked before it enters the text.
import { Panel } from "./panel"

export class PicturePanel extends Panel {
  constructor(element, editor, form) {
    super(element, editor)
    Object.assign(this, { form, waiting: [] })
    this.listening = new AbortController()
    form.addEventListener("files:picture", ({ detail }) => this.receive(detail), this.listening)
    this.field("decorative").addEventListener("change", () => this.chose())
  }

  remove() {
    this.listening.abort()
  }

  open() {
    const { src, alt, width, height } = this.editor.getAttributes("figure")
    if (src) this.ask({ url: src, alt, width, height, isInText: true })
    else this.form.dispatchEvent(new CustomEvent("files:pick-picture"))
  }

  // Several may come at once: one after the other.
  receive(picture) {
    this.waiting.push(picture)
    if (this.element.hidden) this.ask(this.waiting.shift())
  }

  ask(picture) {
    this.picture = picture
    this.field("alt").value = picture.alt ?? ""
    this.field("caption").value = ""
    this.field("caption").closest(".field").hidden = Boolean(picture.isInText)
    this.field("decorative").checked = Boolean(picture.isInText && !picture.alt)
    this.element.querySelector("img").src = picture.url
    this.offer("remove", Boolean(picture.isInText))
    this.chose()
    this.show()
  }

  chose() {
    this.field("alt").disabled = this.field("decorative").checked
    if (this.field("decorative").checked) this.complain(false)
  }

  apply() {
    const alt = this.field("decorative").checked ? "" : this.field("alt").value.trim()
    if (!alt && !this.field("decorative").checked) return this.complain(true)
    const { url: src, width, height, isInText } = this.picture
    if (isInText) this.editor.commands.updateAttributes("figure", { alt })
    else this.editor.commands.insertFigure({ src, alt, width, height }, this.field("caption").value.trim())
    this.close()
  }

  takeAway() {
    this.editor.commands.deleteNode("figure")
    this.close()
  }

  close() {
    super.close()
    if (this.waiting.length) this.ask(this.waiting.shift())
  }
}
