// A member who is told of the text: one piece, chosen from the list of names.
import { Node } from "@tiptap/core"

export const Mention = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  selectable: false,

  addAttributes() {
    return { id: { default: null }, name: { default: "" } }
  },

  parseHTML() {
    const getAttrs = ({ dataset, textContent }) => ({
      id: dataset.member,
      name: textContent.trim().replace(/^@/, ""),
    })
    return [{ tag: "a.mention[data-member]", getAttrs, priority: 60 }]
  },

  renderHTML({ node: { attrs } }) {
    const attributes = { class: "mention", href: `/members/${attrs.id}`, "data-member": attrs.id }
    return ["a", attributes, `@${attrs.name}`]
  },

  renderText({ node: { attrs } }) {
    return `@${attrs.name}`
  },
})
