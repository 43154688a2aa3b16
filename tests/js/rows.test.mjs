// Rows of a form, called by their place; and drafts with fields that are sent for each value.
import assert from "node:assert/strict"
import { test } from "node:test"

import { collect, differing, isSameText, isWritten, markOf } from "../../connect/static/js/models/draft_fields.js"
import { renamed, rowsIn } from "../../connect/static/js/models/rows.js"

test("a row is renamed to where it stands", () => {
  assert.equal(renamed("actions-2-what", 0), "actions-0-what")
  assert.equal(renamed("actions-NEW-what-error", 7), "actions-7-what-error")
  assert.equal(renamed("actions:up:12", 3), "actions:up:3")
  assert.equal(renamed("municipalities-0", 4), "municipalities-4")
  assert.equal(renamed("title", 4), "title")
})

test("the rows of a text are counted, however few of their cells are filled in", () => {
  assert.equal(rowsIn({ "actions-4-who": "x", "actions-0-what": "y", title: "z" }, "actions"), 5)
  assert.equal(rowsIn({ municipalities: ["Gent", "Luik"] }, "municipalities"), 2)
  assert.equal(rowsIn({}, "links"), 0)
})

test("values of one field are a list, without blanks", () => {
  const fields = collect([["themes", "1"], ["themes", "2"], ["municipalities", ""], ["title", ""], ["csrf_token", "x"]])
  assert.deepEqual(fields, { themes: ["1", "2"], title: "" })
})

test("a sheet differs in what was written, not in its version", () => {
  const some = { title: "Un", version: "1", themes: ["1", "2"], "actions-0-what": "" }
  const others = { version: "2", themes: ["1"], title: "Un" }
  assert.deepEqual(differing(some, others), ["themes"])
  assert.equal(isSameText(some, { ...others, themes: ["1", "2"] }), true)
  assert.equal(markOf(some), markOf({ themes: ["1", "2"], title: "Un" }))
  assert.notEqual(markOf(some), markOf(others))
  assert.equal(isWritten({ kind: "question", token: "x", version: "1" }), false)
  assert.equal(isWritten({ "links-0-url": "x" }), true)
})
