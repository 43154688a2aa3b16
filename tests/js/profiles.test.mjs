import assert from "node:assert/strict"
import { test } from "node:test"

import { Crop } from "../../connect/static/js/models/crop.js"
import { PeopleCards, placed } from "../../connect/static/js/models/people_cards.js"
import { topicsIn } from "../../connect/static/js/models/topics.js"

test("the middle of a picture is shown first, as large as it can be", () => {
  assert.equal(String(new Crop(600, 400)), "0.1667 0.0000 1.0000")
  assert.equal(String(new Crop(400, 600)), "0.0000 0.1667 1.0000")
})

test("what is shown never leaves the picture", () => {
  const crop = new Crop(600, 400).move(9_999, 9_999)
  assert.equal(crop.left + crop.side, 600)
  assert.equal(crop.top + crop.side, 400)
  crop.set({ zoom: 7, x: -3, y: 0.5 })
  assert.deepEqual([crop.left, crop.top, Math.round(crop.side)], [0, 160, 80])
})

test("where there is no room, nothing moves", () => {
  assert.equal(new Crop(400, 400).move(50, 50).x, 0.5)
})

test("topics are read as the server reads them", () => {
  assert.deepEqual(topicsIn(" a,  b  c;\n\nA,d"), ["a", "b c", "d"])
  assert.deepEqual(topicsIn(" ,;"), [])
})

test("a card is asked for once, and again when asking failed", async () => {
  let asked = 0
  const cards = new PeopleCards(async () => {
    asked += 1
    if (asked === 1) throw new Error("no network")
    return "card"
  })
  assert.equal(await cards.card("12"), null)
  assert.equal(await cards.card("12"), "card")
  assert.equal(await cards.card("12"), "card")
  assert.equal(asked, 2)
})

test("a card stands below its name, above where there is no room, and never beyond the window", () => {
  const view = { width: 360, height: 700, margin: 8 }
  const card = { width: 300, height: 120 }
  assert.deepEqual(placed({ left: 20, top: 100, bottom: 120 }, card, view), { left: 20, top: 120 })
  assert.deepEqual(placed({ left: 200, top: 650, bottom: 670 }, card, view), { left: 52, top: 530 })
  assert.deepEqual(placed({ left: 0, top: 50, bottom: 690 }, card, view), { left: 8, top: 690 })
})
