// A small form between the toolbar and the text. Its fields are not the composer's: they are never
// sent, and Enter in them does what its first button says.
export class Panel {
  constructor(element, editor) {
    Object.assign(this, { element, editor })
    element.addEventListener("keydown", (event) => this.key(event))
    element.addEventListener("click", (event) => this.act(event.target.closest("[data-act]")?.dataset.act))
  }

  show() {
    this.complain(false)
    this.element.hidden = false
    this.element.querySelector("input").focus()
  }

  close() {
    this.element.hidden = true
    this.editor.view.focus()
  }

  key(event) {
    if (event.key === "Escape") this.close()
    else if (event.key === "Enter" && event.target.matches("input")) this.act("apply")
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  act(name) {
    if (name === "apply") this.apply()
    else if (name === "remove") this.takeAway()
    else if (name === "cancel") this.close()
  }

  // The first field is not right, or is again.
  complain(isWrong) {
    const field = this.element.querySelector("input")
    this.element.querySelector("[data-error]").hidden = !isWrong
    field.setAttribute("aria-invalid", String(isWrong))
    if (isWrong) field.focus()
  }

  field(name) {
    return this.element.querySelector(`[data-field=${name}]`)
  }

  offer(name, isOffered) {
    this.element.querySelector(`[data-act=${name}]`).hidden = !isOffered
  }
}
