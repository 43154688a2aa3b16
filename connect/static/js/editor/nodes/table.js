// Tables come from elsewhere: their cells are written in, rows are added and taken away.
import {
  Table as TiptapTable,
  TableCell as TiptapCell,
  TableHeader as TiptapHeader,
  TableRow,
} from "@tiptap/extension-table"

const SPANS = {
  addAttributes() {
    return { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null, rendered: false } }
  },
}

export const Table = TiptapTable.extend({
  // Without the widths and styles that the page's policy refuses.
  renderHTML() {
    return ["table", ["tbody", 0]]
  },

  addNodeView: null,

  // Tab leads out of the text.
  addKeyboardShortcuts() {
    const { Tab, "Shift-Tab": back, ...others } = this.parent()
    return others
  },
})

export const TableCell = TiptapCell.extend(SPANS)
export const TableHeader = TiptapHeader.extend(SPANS)
export { TableRow }
