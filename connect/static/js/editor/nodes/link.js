import { Mark } from "@tiptap/core"

import { linkTo } from "../../models/address"

export const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,

  addAttributes() {
    return { href: { default: null } }
  },

  parseHTML() {
    const getAttrs = (element) => {
      const href = linkTo(element.getAttribute("href"))
      return href ? { href } : false
    }
    return [{ tag: "a[href]:not(.mention)", getAttrs }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["a", HTMLAttributes, 0]
  },
})
