// The desk of a moderator: keys, choices, what is new and how much there is.
import assert from "node:assert/strict"
import { test } from "node:test"

import { askedBy, Choice, newLines, nextPlace, totals } from "../../connect/static/js/models/desk.js"

test("a key alone asks for something, with another key or while typing for nothing", () => {
  assert.equal(askedBy({ key: "j" }), "next")
  assert.equal(askedBy({ key: "J" }), "next")
  assert.equal(askedBy({ key: "ArrowUp" }), "previous")
  assert.equal(askedBy({ key: "x" }), "choose")
  assert.equal(askedBy({ key: "o" }), "open")
  assert.equal(askedBy({ key: "Enter" }), null)
  assert.equal(askedBy({ key: "j", ctrlKey: true }), null)
  assert.equal(askedBy({ key: "x", metaKey: true }), null)
  assert.equal(askedBy({ key: "k", altKey: true }), null)
  assert.equal(askedBy({ key: "x", isTyping: true }), null)
})

test("a list ends at its ends", () => {
  assert.equal(nextPlace("next", 0, 3), 1)
  assert.equal(nextPlace("next", 2, 3), 2)
  assert.equal(nextPlace("previous", 0, 3), 0)
  assert.equal(nextPlace("next", -1, 3), 0)
})

test("what was chosen stays chosen", () => {
  const choice = new Choice()
  choice.set("desk-reports-1", true)
  choice.set("desk-reports-2", true)
  choice.set("desk-reports-2", false)
  assert.equal(choice.has("desk-reports-1"), true)
  assert.equal(choice.has("desk-reports-2"), false)
  assert.equal(choice.size, 1)
})

test("new is what is not shown, is for this reader and in these themes", () => {
  const arrivals = [
    { line: "desk-reports-1", themeId: "1", notFor: "" },
    { line: "desk-reports-2", themeId: "1", notFor: "" },
    { line: "desk-appeals-3", themeId: "2", notFor: "7 12" },
  ]
  const shown = new Set(["desk-reports-1"])
  assert.deepEqual(newLines(arrivals, { shown, member: "5", theme: "0" }), ["desk-reports-2", "desk-appeals-3"])
  assert.deepEqual(newLines(arrivals, { shown, member: "12", theme: "0" }), ["desk-reports-2"])
  assert.deepEqual(newLines(arrivals, { shown, member: "2", theme: "2" }), ["desk-appeals-3"])
})

test("a total is that of all themes, or of the one that is looked at", () => {
  const counts = [
    { section: "reports", themeId: "1", count: "2" },
    { section: "reports", themeId: "2", count: "3" },
    { section: "stalled", themeId: "1", count: "0" },
  ]
  assert.deepEqual([...totals(counts, "0")], [["reports", 5], ["stalled", 0]])
  assert.deepEqual([...totals(counts, "2")], [["reports", 3]])
})
