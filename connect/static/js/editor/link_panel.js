// Where words lead to: the words selected, those of the link at the caret, or new ones.
import { linkMeant } from "../models/address"
import { Panel } from "./panel"

export class LinkPanel extends Panel {
  open() {
    const { href } = this.editor.getAttributes("link")
    if (href) this.editor.commands.extendMarkRange("link")
    const { empty } = this.editor.state.selection
    this.field("address").value = href?.replace(/^(mailto|tel):/, "") ?? ""
    this.field("words").value = ""
    this.field("words").closest(".field").hidden = !empty
    this.offer("remove", Boolean(href))
    this.show()
  }

  apply() {
    const href = linkMeant(this.field("address").value)
    if (!href) return this.complain(true)
    const words = this.field("words").value.trim() || this.field("address").value.trim()
    const mark = { type: "link", attrs: { href } }
    const chain = this.editor.chain()
    if (this.editor.state.selection.empty) chain.insertContent({ type: "text", text: words, marks: [mark] })
    else chain.setMark("link", { href })
    chain.run()
    this.close()
  }

  takeAway() {
    this.editor.chain().extendMarkRange("link").unsetMark("link").run()
    this.close()
  }
}
