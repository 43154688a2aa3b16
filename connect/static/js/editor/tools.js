// What each button of the toolbar does, when it is pressed in, and when it can do something.
export const TOOLS = {
  bold: toggle("bold", (chain) => chain.toggleBold()),
  italic: toggle("italic", (chain) => chain.toggleItalic()),
  heading: heading(2),
  subheading: heading(3),
  bullets: toggle("bulletList", (chain) => chain.toggleBulletList()),
  numbers: toggle("orderedList", (chain) => chain.toggleOrderedList()),
  quote: toggle("blockquote", (chain) => chain.toggleBlockquote()),
  link: { isOn: (editor) => editor.isActive("link"), opens: "link" },
  mention: step((chain, editor) => chain.insertContent(startsWord(editor) ? "@" : " @")),
  picture: { isOn: (editor) => editor.isActive("figure"), opens: "picture" },
  undo: step((chain) => chain.undo()),
  redo: step((chain) => chain.redo()),
  indent: step((chain) => chain.sinkListItem("listItem")),
  outdent: step((chain) => chain.liftListItem("listItem")),
  "add-row": step((chain) => chain.addRowAfter()),
  "delete-row": step((chain) => chain.deleteRow()),
  "delete-table": step((chain) => chain.deleteTable()),
}

// Groups that are only there while they have something to work on.
export const OCCASIONS = {
  list: (editor) => editor.isActive("listItem"),
  table: (editor) => editor.isActive("table"),
}

function toggle(name, run) {
  return { run, isOn: (editor) => editor.isActive(name) }
}

function heading(level) {
  return {
    run: (chain) => chain.toggleHeading({ level }),
    isOn: (editor) => editor.isActive("heading", { level }),
  }
}

function step(run) {
  return { run, can: (editor) => run(editor.can().chain(), editor).run() }
}

function startsWord(editor) {
  const { $from } = editor.state.selection
  return /(?:^|[\s(])$/.test($from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc"))
}
