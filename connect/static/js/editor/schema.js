// What a text may be made of: the same as connect/rich_text/schema.py keeps.
import { Blockquote } from "@tiptap/extension-blockquote"
import { Bold } from "@tiptap/extension-bold"
import { Code } from "@tiptap/extension-code"
import { Document } from "@tiptap/extension-document"
import { HardBreak } from "@tiptap/extension-hard-break"
import { Heading } from "@tiptap/extension-heading"
import { HorizontalRule } from "@tiptap/extension-horizontal-rule"
import { Italic } from "@tiptap/extension-italic"
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list"
import { Paragraph } from "@tiptap/extension-paragraph"
import { Text } from "@tiptap/extension-text"
import { Gapcursor, Selection, UndoRedo } from "@tiptap/extensions"

import { Figure } from "./nodes/figure"
import { Link } from "./nodes/link"
import { Mention } from "./nodes/mention"
import { Table, TableCell, TableHeader, TableRow } from "./nodes/table"

// Tab leads on to the next control, as everywhere else; Ctrl and Enter publishes.
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      "Mod-]": () => this.editor.commands.sinkListItem(this.name),
      "Mod-[": () => this.editor.commands.liftListItem(this.name),
    }
  },
})

const LineBreak = HardBreak.extend({
  addKeyboardShortcuts() {
    return { "Shift-Enter": () => this.editor.commands.setHardBreak() }
  },
})

// Whose words they are: the address of the comment.
const Quotation = Blockquote.extend({
  addAttributes() {
    return { cite: { default: null } }
  },
})

// Typed as in the bare field, these make lists and quotes; other signs stay what they are.
export const TYPED = ["bulletList", "orderedList", "blockquote"]

export const extensions = [
  Document,
  Paragraph,
  Text,
  Heading.configure({ levels: [2, 3] }),
  BulletList,
  OrderedList,
  Item,
  ListKeymap,
  Quotation,
  HorizontalRule,
  LineBreak,
  Bold,
  Italic,
  Code,
  Link,
  Mention,
  Figure,
  Table,
  TableRow,
  TableHeader,
  TableCell,
  Gapcursor,
  Selection,
  UndoRedo,
]
