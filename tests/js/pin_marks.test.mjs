import assert from "node:assert/strict"
import { test } from "node:test"

import { Mine } from "../../connect/static/js/models/mine.js"
import { PinMarks } from "../../connect/static/js/models/pin_marks.js"

const pin = (id, kind, version) => ({ pin: String(id), kind, version: String(version) })

test("what a member put aside is hidden, whichever kind of pin it is", () => {
  const marks = new PinMarks({ aside: [7], opened: {} })
  assert.ok(marks.isHidden(pin(7, "beacon", 1)))
  assert.ok(marks.isHidden(pin(7, "announcement", 1)))
  assert.ok(!marks.isHidden(pin(8, "announcement", 1)))
})

test("an opened announcement is hidden until its opening says something new; a beacon stays", () => {
  const marks = new PinMarks({ aside: [], opened: { 7: 2 } })
  assert.ok(marks.isHidden(pin(7, "announcement", 2)))
  assert.ok(!marks.isHidden(pin(7, "announcement", 3)))
  assert.ok(!marks.isHidden(pin(7, "beacon", 2)))
})

test("a visitor's page hides nothing", () => {
  assert.ok(!new PinMarks().isHidden(pin(7, "announcement", 1)))
})

test("only who asks the question points out its solution", () => {
  const asker = new Mine(JSON.parse(JSON.stringify(new Mine({ member: 3, asks: true }))))
  assert.ok(asker.mayUse({ own: "asks" }, 12))
  assert.ok(!new Mine({ member: 3 }).mayUse({ own: "asks" }, 3))
})
