// What comes from elsewhere: marked up or plain, with pictures and files beside it.
import { DOMParser as ContentParser } from "@tiptap/pm/model"

import { linkTo } from "../models/address"
import { announce, say } from "../models/messages"
import { clean } from "./paste/clean"
import { filesOf } from "./paste/pictures"
import { textToHtml } from "./paste/plain_text"

const BARE_LINK = /^https?:\/\/\S+$/

// The editor's own ways of taking what is pasted or dropped on it.
export function pasting(form, editor, note) {
  const offer = (files) => {
    if (files.length) form.dispatchEvent(new CustomEvent("files:add", { detail: { files } }))
    return files.length > 0
  }
  return {
    transformPastedHTML: (html) => {
      const { html: cleaned, files, lost } = clean(html)
      const left = lost + (takesFiles(form) && offer(files) ? 0 : files.length)
      if (left) tell(note, left)
      return cleaned
    },
    clipboardTextParser: (text, context, _plain, view) => parse(textToHtml(text), context, view),
    handlePaste: (_view, { clipboardData }) => {
      if (linkSelection(editor(), clipboardData.getData("text/plain"))) return true
      return takesFiles(form) && offer(filesOf(clipboardData))
    },
    handleDrop: (_view, { dataTransfer }) => takesFiles(form) && offer(filesOf(dataTransfer)),
  }
}

// Not while the text is being parsed: the note would be taken away with the change.
function tell(note, count) {
  const text = say("pictures_left_out", { count })
  setTimeout(() => {
    note(text)
    announce(text)
  })
}

function takesFiles(form) {
  return form.dataset.controller.split(" ").includes("files")
}

// An address pasted over words makes them a link.
function linkSelection(editor, text) {
  const address = text.trim()
  if (editor.state.selection.empty || !BARE_LINK.test(address) || !linkTo(address)) return false
  return editor.commands.setMark("link", { href: linkTo(address) })
}

function parse(html, context, view) {
  const holder = new DOMParser().parseFromString(html, "text/html").body
  return ContentParser.fromSchema(view.state.schema).parseSlice(holder, { preserveWhitespace: false, context })
}
