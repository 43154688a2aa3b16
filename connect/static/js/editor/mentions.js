// Names to choose from while "@na…" is typed in the editor, right under the words.
import { mentionAt } from "../models/mention"
import { NamesList } from "../names_list"

const ROOM_PX = 288

export class Mentions {
  constructor({ editor, frame, among }) {
    Object.assign(this, { editor, frame })
    this.names = new NamesList({
      frame,
      field: editor.view.dom,
      among,
      asked: () => this.typed?.query ?? null,
      choose: (member) => this.insert(member),
      place: (listbox) => this.place(listbox),
    })
    this.names.listbox.classList.add("combobox__listbox--floating")
    editor.on("update", () => this.names.typed())
    editor.on("selectionUpdate", () => this.typed || this.names.close())
    editor.on("blur", () => this.names.close())
    this.listening = new AbortController()
    window.addEventListener("resize", () => this.names.isOpen && this.place(this.names.listbox), this.listening)
  }

  remove() {
    this.listening.abort()
    this.names.remove()
  }

  key(event) {
    return this.names.key(event)
  }

  insert({ id, name }) {
    const { typed } = this
    if (!typed) return
    const end = this.editor.state.selection.from
    const start = end - typed.query.length - 1
    const mention = { type: "mention", attrs: { id: String(id), name } }
    this.editor.commands.insertContentAt({ from: start, to: end }, [mention, { type: "text", text: " " }])
    this.editor.view.focus()
  }

  // Under the line, or over it where the window ends; never wider than the text.
  place(listbox) {
    const { view, state } = this.editor
    const caret = view.coordsAtPos(state.selection.from)
    const frame = this.frame.getBoundingClientRect()
    const { style } = listbox
    const overflows = Math.max(0, caret.left + listbox.offsetWidth - frame.right)
    style.insetInlineStart = `${Math.max(0, caret.left - frame.left - overflows)}px`
    const isAbove = caret.bottom + ROOM_PX > innerHeight && caret.top > ROOM_PX
    style.insetBlockStart = isAbove ? "auto" : `${caret.bottom - frame.top + 4}px`
    style.insetBlockEnd = isAbove ? `${frame.bottom - caret.top + 4}px` : "auto"
  }

  // What is typed of a name before the caret.
  get typed() {
    const { $from, empty } = this.editor.state.selection
    if (!empty || !$from.parent.isTextblock) return null
    const leaf = (node) => (node.type.name === "hardBreak" ? "\n" : "\ufffc")
    const before = $from.parent.textBetween(0, $from.parentOffset, undefined, leaf)
    return mentionAt(before, before.length)
  }
}
