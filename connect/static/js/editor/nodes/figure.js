// A picture of ours with its caption, which is written under it like any other text.
import { Node } from "@tiptap/core"

import { uploadIn } from "../../models/address"

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "inline*",
  isolating: true,
  draggable: true,

  addAttributes() {
    return { src: {}, alt: { default: "" }, width: { default: null }, height: { default: null } }
  },

  parseHTML() {
    return [
      { tag: "figure", getAttrs: (figure) => pictureOf(figure.querySelector("img")), contentElement: captionOf },
      { tag: "img[src]", getAttrs: pictureOf },
    ]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", ["img", HTMLAttributes], ["figcaption", 0]]
  },

  addKeyboardShortcuts() {
    return { Enter: () => leave(this.editor, this.name) }
  },

  addCommands() {
    return {
      insertFigure:
        (picture, caption) =>
        ({ chain }) =>
          chain()
            .insertContent([
              { type: this.name, attrs: picture, content: caption ? [{ type: "text", text: caption }] : [] },
              { type: "paragraph" },
            ])
            .run(),
    }
  },
})

// Enter ends the caption.
function leave(editor, name) {
  const { $from } = editor.state.selection
  if ($from.parent.type.name !== name) return false
  const behind = $from.after()
  return editor.chain().insertContentAt(behind, { type: "paragraph" }).setTextSelection(behind + 1).run()
}

function pictureOf(image) {
  const src = image && uploadIn(image.getAttribute("src"))
  if (!src) return false
  const [alt, width, height] = ["alt", "width", "height"].map((name) => image.getAttribute(name))
  return { src, alt: alt ?? "", width, height }
}

function captionOf(figure) {
  return figure.querySelector("figcaption") ?? document.createElement("figcaption")
}
