import assert from "node:assert/strict"
import { test } from "node:test"

import { insertMention, mentionAt } from "../../connect/static/js/models/mention.js"
import { sentence } from "../../connect/static/js/models/messages.js"
import { Mine } from "../../connect/static/js/models/mine.js"
import { keyOf, placeFor } from "../../connect/static/js/models/placement.js"
import { Presence } from "../../connect/static/js/models/presence.js"
import { append, quotation } from "../../connect/static/js/models/quotation.js"
import { newToken } from "../../connect/static/js/models/token.js"

test("a comment stands between the one it answers and the next conversation", () => {
  assert.equal(placeFor("00010005", ["0001", "00010003", "0002"]), 2)
  assert.equal(placeFor("0003", ["0001", "0002"]), 2)
  assert.equal(placeFor("0001", []), 0)
})

test("a comment whose place is on another page is not put on this one", () => {
  assert.equal(placeFor("0009", ["0003", "0004"], { hasAfter: true }), null)
  assert.equal(placeFor("0001", ["0003", "0004"], { hasBefore: true }), null)
  assert.equal(placeFor("00030001", ["0003", "0004"], { hasBefore: true, hasAfter: true }), 1)
})

test("numbers are compared as numbers, paths as text", () => {
  const items = [9, 10].map((number) => keyOf({ number: String(number) }, "time"))
  assert.equal(placeFor(keyOf({ number: "11" }, "time"), items), 2)
  assert.equal(keyOf({ path: "0A0b", number: "3" }, "tree"), "0A0b")
})

test("counts are said in the plural of the language", () => {
  const forms = { one: "{count} nouveau commentaire", other: "{count} nouveaux commentaires" }
  assert.equal(sentence(forms, { count: 0 }, "fr"), "0 nouveau commentaire")
  assert.equal(sentence(forms, { count: 0 }, "nl"), "0 nouveaux commentaires")
  assert.equal(sentence(forms, { count: 3 }, "fr"), "3 nouveaux commentaires")
})

test("a passage is quoted line by line, with whose words they are", () => {
  assert.equal(
    quotation(" First.\n\nSecond. ", "Bram Peeters", "/comments/12"),
    "> First.\n> Second.\n> — Bram Peeters /comments/12\n\n",
  )
  assert.equal(append("What I wrote \n", "> x\n\n"), "What I wrote\n\n> x\n\n")
})

test("a mention begins with @ at the start of a word", () => {
  assert.deepEqual(mentionAt("Dag @Bra", 8), { query: "Bra", start: 4 })
  assert.deepEqual(mentionAt("Dag @Chloé La", 13), { query: "Chloé La", start: 4 })
  assert.equal(mentionAt("bram@gent.be", 9), null)
  assert.equal(mentionAt("Dag Bram", 8), null)
})

test("a chosen name replaces what was typed of it, and nothing behind it", () => {
  assert.deepEqual(insertMention("Dag @Bra, hoe", 8, "Bram Peeters"), {
    text: "Dag @Bram Peeters , hoe",
    caret: 18,
  })
})

test("marks are remembered as the page's state says and as clicks change", () => {
  const mine = new Mine({ member: 12, reactions: { 5: ["useful"] }, bookmarks: [7] })
  mine.mark(5, "useful", false)
  mine.mark(6, "have_a_question", true)
  const again = new Mine(JSON.parse(JSON.stringify(mine)))
  assert.equal(again.hasMarked(5, "useful"), false)
  assert.equal(again.hasMarked(6, "have_a_question"), true)
  assert.equal(again.hasMarked(7, "bookmark"), true)
  assert.equal(again.owns("12"), true)
})

test("a visitor owns nothing", () => {
  assert.equal(new Mine({ member: null }).owns(undefined), false)
})

test("who falls silent fades, and oneself is not counted", () => {
  let now = 0
  const presence = new Presence(() => now)
  presence.note({ process: "a", reading: 2, writing: 0 })
  presence.note({ process: "b", reading: 1, writing: 1 })
  assert.deepEqual(presence.others({ reading: true, writing: false }), { reading: 2, writing: 1 })
  now = 9_000
  presence.note({ process: "b", reading: 1, writing: 0 })
  now = 11_000
  assert.deepEqual(presence.others(), { reading: 1, writing: 0 })
})

test("tokens are UUIDs, with and without HTTPS", () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  assert.match(newToken(), uuid)
  const { randomUUID } = crypto
  crypto.randomUUID = undefined
  assert.match(newToken(), uuid)
  crypto.randomUUID = randomUUID
})

test("a moderator may use some tools of others, and keeps that after a click", () => {
  const mine = new Mine(JSON.parse(JSON.stringify(new Mine({ member: 12, moderates: true }))))
  assert.equal(mine.mayUse({ own: "or-moderated" }, "13"), true)
  assert.equal(mine.mayUse({ own: "" }, "13"), false)
  assert.equal(mine.mayUse({ own: "" }, "12"), true)
  assert.equal(new Mine({ member: 12 }).mayUse({ own: "or-moderated" }, "13"), false)
  assert.equal(mine.mayUse({ own: "moderated" }, "13"), true)
  assert.equal(new Mine({ member: 12 }).mayUse({ own: "moderated" }, "12"), false)
  assert.equal(mine.mayUse({ own: "others" }, "13"), true)
  assert.equal(mine.mayUse({ own: "others" }, "12"), false)
  assert.equal(new Mine().mayUse({ own: "others" }, "13"), false)
})
