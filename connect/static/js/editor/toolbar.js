// The buttons above the text: one stop for Tab, arrows between them, pressed in where they hold.
import { OCCASIONS, TOOLS } from "./tools"

const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.platform)
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

export class Toolbar {
  constructor(element, editor, panels) {
    Object.assign(this, { element, editor, panels })
    element.setAttribute("aria-controls", editor.view.dom.id)
    if (IS_APPLE) this.tools.forEach(nameAppleKeys)
    element.addEventListener("pointerdown", (event) => event.preventDefault()) // the text keeps its selection
    element.addEventListener("click", (event) => this.clicked(event))
    element.addEventListener("keydown", (event) => this.key(event))
    element.addEventListener("focusin", (event) => this.makeStop(event.target))
    editor.on("transaction", () => this.show())
    this.show()
    this.makeStop(this.tools[0])
  }

  focus() {
    this.tools.find((tool) => tool.tabIndex === 0)?.focus()
  }

  clicked(event) {
    const button = event.target.closest("[data-tool]")
    if (!button || button.getAttribute("aria-disabled") === "true") return
    const { run, opens } = TOOLS[button.dataset.tool]
    if (opens) return this.panels[opens].open()
    run(this.editor.chain(), this.editor).run()
    this.editor.view.focus()
  }

  key(event) {
    const tools = this.shown
    const at = tools.indexOf(document.activeElement)
    if (event.key in STEPS) tools.at((at + STEPS[event.key]) % tools.length).focus()
    else if (event.key === "Home") tools[0].focus()
    else if (event.key === "End") tools.at(-1).focus()
    else if (event.key === "Escape") this.editor.view.focus()
    else return
    event.preventDefault()
  }

  makeStop(stop) {
    for (const tool of this.tools) tool.tabIndex = tool === stop ? 0 : -1
  }

  show() {
    for (const group of this.element.querySelectorAll("[data-occasion]")) {
      group.hidden = !OCCASIONS[group.dataset.occasion](this.editor)
    }
    for (const button of this.tools) {
      const { isOn, can } = TOOLS[button.dataset.tool]
      if (isOn) button.setAttribute("aria-pressed", String(isOn(this.editor)))
      if (can) button.setAttribute("aria-disabled", String(!can(this.editor)))
    }
    if (!this.shown.some((tool) => tool.tabIndex === 0)) this.makeStop(this.shown[0])
  }

  get tools() {
    return [...this.element.querySelectorAll("[data-tool]")]
  }

  get shown() {
    return this.tools.filter((tool) => !tool.closest("[hidden]"))
  }
}

function nameAppleKeys(tool) {
  const keys = tool.getAttribute("aria-keyshortcuts")
  if (!keys) return
  tool.setAttribute("aria-keyshortcuts", keys.replace("Control", "Meta"))
  tool.title = tool.title.replace(/Ctrl\+/, "⌘")
}
