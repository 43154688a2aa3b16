import assert from "node:assert/strict"
import { beforeEach, mock, test } from "node:test"

import { Draft } from "../../connect/static/js/models/draft.js"
import { collect, isSame, isSameText, markOf } from "../../connect/static/js/models/draft_fields.js"
import { meet } from "../../connect/static/js/models/draft_meeting.js"
import { DraftSync } from "../../connect/static/js/models/draft_sync.js"

class Storage {
  items = new Map()
  getItem = (key) => this.items.get(key) ?? null
  setItem = (key, value) => this.items.set(key, value)
  removeItem = (key) => this.items.delete(key)
}

const text = (body, rest = {}) => ({ body, title: "", ...rest })
const copy = (body, rest = {}) => ({ fields: text(body), version: 1, isSaved: false, ...rest })
const blank = { fields: {}, version: 0 }

// What this device keeps.

test("a copy is kept per member, place and window, and this window's own comes first", () => {
  const storage = new Storage()
  const [mine, other] = ["a", "b"].map((window) => new Draft(storage, "1:thread:7", window))
  mine.keep({ fields: text("Mine") })
  other.keep({ fields: text("The other") })
  assert.deepEqual(mine.copies.map(({ fields }) => fields.body), ["Mine", "The other"])
  assert.deepEqual(other.copies.map(({ fields }) => fields.body), ["The other", "Mine"])
  assert.deepEqual(new Draft(storage, "2:thread:7", "a").copies, [])
})

test("what is published goes, and what another window has not saved stays", () => {
  const storage = new Storage()
  const [mine, saved, unsaved] = ["a", "b", "c"].map((window) => new Draft(storage, "1:thread:7", window))
  mine.keep({ fields: text("Mine"), isSaved: false })
  saved.keep({ fields: text("Saved"), isSaved: true })
  unsaved.keep({ fields: text("Not saved"), isSaved: false })
  mine.clear()
  assert.deepEqual(mine.copies.map(({ fields }) => fields.body), ["Not saved"])
  unsaved.clear()
  assert.equal(storage.items.size, 0)
})

test("a copy is forgotten after a month, and what is damaged is no copy", () => {
  const storage = new Storage()
  const draft = new Draft(storage, "1:thread:7", "a")
  draft.keep({ fields: text("Old") })
  mock.timers.tick(31 * 24 * 3600 * 1000)
  assert.deepEqual(draft.copies, [])
  storage.setItem("connect:draft:1:thread:7", "{")
  assert.deepEqual(draft.copies, [])
})

test("a storage that is full or switched off hinders nobody", () => {
  const refuse = () => {
    throw new Error("QuotaExceededError")
  }
  const draft = new Draft({ getItem: () => null, setItem: refuse, removeItem: refuse }, "1:thread:7", "a")
  draft.keep({ fields: text("Text") })
  draft.clear()
})

// Fields.

test("the fields of a draft are what was written, not what guards the form", () => {
  const entries = [["csrf_token", "x"], ["body", "Text"], ["files", "k1"], ["files", "k2"], ["seen", "4"], ["attachments", {}]]
  assert.deepEqual(collect(entries), { body: "Text", files: ["k1", "k2"] })
})

test("the ends of lines and another token make no other text", () => {
  assert.ok(isSameText(text("One\r\nTwo ", { token: "a" }), text("One\nTwo", { token: "b" })))
  assert.ok(!isSame(text("One", { token: "a" }), text("One", { token: "b" })))
  assert.ok(!isSameText(text("One", { files: ["k1"] }), text("One")))
  assert.equal(markOf(text("One\r\nTwo")), markOf(text("One\nTwo")))
  assert.notEqual(markOf(text("One")), markOf({ body: "", title: "One" }))
})

// Which text a form begins with.

test("what was typed here and not saved goes on from the same version", () => {
  const kept = copy("Typed")
  const { begin, rivals } = meet([kept], { fields: text("Saved"), version: 1 })
  assert.equal(begin, kept)
  assert.deepEqual(rivals, [])
})

test("a copy that the server has had is not brought back after it was published", () => {
  const { begin, rivals } = meet([copy("Published", { isSaved: true })], blank)
  assert.equal(begin, null)
  assert.deepEqual(rivals, [])
})

test("two texts that both changed are both there", () => {
  const kept = copy("Here", { isOwn: true })
  const shown = { fields: text("Elsewhere"), version: 2 }
  assert.deepEqual(meet([kept], shown), { begin: kept, rivals: [shown] })
})

test("what another window has not saved does not take the place of what is saved", () => {
  const kept = copy("In another window")
  const shown = { fields: text("Saved"), version: 2 }
  assert.deepEqual(meet([kept], shown), { begin: null, rivals: [kept] })
})

test("a newer version that holds what was sent from here is ours", () => {
  const kept = copy("Typed on", { sent: [markOf(text("Typed"))] })
  const { begin, rivals } = meet([kept], { fields: text("Typed"), version: 2 })
  assert.equal(begin, kept)
  assert.deepEqual(rivals, [])
})

test("a text whose draft is gone stays, and is told so", () => {
  const { begin, isGone } = meet([copy("Typed", { version: 3 })], blank)
  assert.equal(begin.fields.body, "Typed")
  assert.ok(isGone)
})

test("two windows without a network leave two texts", () => {
  const { begin, rivals } = meet([copy("One", { version: 0 }), copy("Two", { version: 0 })], blank)
  assert.equal(begin.fields.body, "One")
  assert.deepEqual(rivals.map(({ fields }) => fields.body), ["Two"])
})

test("a quotation that was asked for goes before what was kept, an edited text does not", () => {
  const kept = copy("Kept", { version: 0 })
  const shown = { fields: text("> Quoted"), version: 0 }
  assert.deepEqual(meet([kept], shown), { begin: null, rivals: [kept] })
  assert.equal(meet([kept], { ...shown, isOriginal: true }).begin, kept)
})

test("an emptied field is not filled again, unless another text was written elsewhere", () => {
  const emptied = copy("")
  assert.equal(meet([emptied], { fields: text("Saved"), version: 1 }).begin, emptied)
  assert.equal(meet([emptied], { fields: text("Newer"), version: 2 }).begin, null)
})

// Bringing it to the server.

class Server {
  constructor(...answers) {
    this.answers = answers
    this.asked = []
    this.told = []
    this.sync = new DraftSync({
      send: (fields, version) => this.answer(fields, version),
      tell: (state) => this.told.push(state),
    })
  }

  async answer({ body }, version) {
    this.asked.push([body, version])
    const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0]
    if (answer instanceof Error) throw answer
    return answer === undefined ? { status: 200, version: version + 1 } : answer
  }

  type(body) {
    this.sync.change(text(body))
  }
}

const away = new Error("Failed to fetch")
const down = { status: 503 }

async function pass(milliseconds) {
  for (let passed = 0; passed < milliseconds; passed += 250) {
    mock.timers.tick(250)
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
  }
}

beforeEach(() => {
  mock.timers.reset()
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 })
})

test("a pause in the typing saves, once, from the version that is known", async () => {
  const server = new Server()
  server.type("O")
  await pass(1_000)
  server.type("On")
  await pass(1_000)
  assert.deepEqual(server.asked, [])
  await pass(1_000)
  server.type("One")
  await pass(2_000)
  assert.deepEqual(server.asked, [["On", 0], ["One", 1]])
  assert.deepEqual(server.told, ["saved", "saved"])
  assert.ok(server.sync.isSaved)
})

test("who never pauses is saved every ten seconds", async () => {
  const server = new Server()
  for (let letters = 1; letters <= 25; letters += 1) {
    server.type("x".repeat(letters))
    await pass(1_000)
  }
  assert.equal(server.asked.length, 2)
})

test("without a network or a server it tries again, later each time, and at once when told", async () => {
  const server = new Server(away, down, away, undefined)
  server.type("Text")
  await pass(1_500)
  assert.deepEqual(server.told, ["kept"])
  await pass(2_000)
  assert.equal(server.asked.length, 2)
  await pass(2_000)
  assert.equal(server.asked.length, 2)
  await pass(2_000)
  assert.equal(server.asked.length, 3)
  await server.sync.flush()
  assert.deepEqual(server.told, ["kept", "kept", "kept", "saved"])
})

test("typing while the server is away does not ask it more often", async () => {
  const server = new Server(away)
  server.type("T")
  await pass(10_000)
  const before = server.asked.length
  server.type("Te")
  await pass(2_000)
  assert.equal(server.asked.length, before)
})

test("another text on the server stops the saving until one is chosen", async () => {
  const server = new Server({ status: 409, version: 4, fields: text("Theirs") }, undefined)
  server.type("Mine")
  await pass(1_500)
  assert.deepEqual(server.told, ["conflict"])
  server.type("Mine still")
  await pass(20_000)
  assert.equal(server.asked.length, 1)
  server.sync.settle(4)
  server.type("Mine still")
  await pass(1_500)
  assert.deepEqual(server.asked.at(-1), ["Mine still", 4])
})

test("a conflict with what was sent from here and never answered is none", async () => {
  const server = new Server(away, { status: 409, version: 1, fields: text("One") }, undefined)
  server.type("One")
  await pass(1_500)
  server.type("One two")
  await pass(5_000)
  assert.deepEqual(server.told, ["kept", "saved"])
  assert.deepEqual(server.asked.at(-1), ["One two", 1])
})

test("who is signed out is asked again once back", async () => {
  const server = new Server({ status: 401 }, undefined)
  server.type("Text")
  await pass(20_000)
  assert.deepEqual(server.told, ["signed_out"])
  await server.sync.flush()
  assert.deepEqual(server.told, ["signed_out", "saved"])
})

test("a draft that is gone is begun anew by the next change only", async () => {
  const server = new Server({ status: 404 }, undefined)
  server.sync.version = 3
  server.type("Text")
  await pass(20_000)
  assert.deepEqual(server.asked, [["Text", 3]])
  server.type("Text again")
  await pass(1_500)
  assert.deepEqual(server.asked.at(-1), ["Text again", 0])
})

test("what was published meanwhile is not saved after it", async () => {
  const server = new Server(undefined)
  server.type("Text")
  server.sync.stop()
  await pass(20_000)
  assert.deepEqual(server.asked, [])
})
