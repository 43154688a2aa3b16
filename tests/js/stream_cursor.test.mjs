import assert from "node:assert/strict"
import { test } from "node:test"

import { StreamCursor } from "../../connect/static/js/models/stream_cursor.js"

const entry = (seq) => ({ seq, html: `<b>${seq}</b>` })

// A server with a log, and a page that keeps what was applied.
function following({ head = 0, seq = 0, apply, reset } = {}) {
  const server = { entries: Array.from({ length: head }, (_, i) => entry(i + 1)), asked: 0, reset: false }
  const page = { applied: [], resets: [] }
  const cursor = new StreamCursor({
    stream: "thread:1",
    seq,
    patience: 5,
    apply: apply ?? (async ({ seq }) => page.applied.push(seq)),
    reset: reset ?? (async (head) => page.resets.push(head)),
    fetchMissed: async (_stream, after) => {
      server.asked += 1
      return { head: server.entries.length, reset: server.reset, entries: server.entries.slice(after) }
    },
  })
  return { server, page, cursor }
}

const aMoment = (ms = 30) => new Promise((resume) => setTimeout(resume, ms))

test("the next entry is applied and an old one ignored", async () => {
  const { page, cursor } = following()
  await cursor.receive(entry(1))
  await cursor.receive(entry(1))
  await cursor.receive(entry(2))
  assert.deepEqual(page.applied, [1, 2])
  assert.equal(cursor.seq, 2)
})

test("entries that overtook each other are applied in order, without asking", async () => {
  const { page, cursor, server } = following()
  cursor.receive(entry(2))
  cursor.receive(entry(3))
  await cursor.receive(entry(1))
  await aMoment()
  assert.deepEqual(page.applied, [1, 2, 3])
  assert.equal(server.asked <= 1, true)
})

test("a gap is caught up after a short patience, each entry once", async () => {
  const { page, cursor } = following({ head: 5 })
  await cursor.receive(entry(5))
  assert.deepEqual(page.applied, [])
  await aMoment()
  assert.deepEqual(page.applied, [1, 2, 3, 4, 5])
})

test("pushes and a catch-up that cross each other apply each entry once", async () => {
  const { page, cursor } = following({ head: 3 })
  await Promise.all([cursor.catchUp(), cursor.receive(entry(2)), cursor.receive(entry(3)), cursor.receive(entry(4))])
  assert.deepEqual(page.applied, [1, 2, 3, 4])
})

test("fifty entries missed while offline are all applied once", async () => {
  const { page, cursor } = following({ head: 50 })
  await Promise.all([cursor.catchUp(), cursor.catchUp()])
  assert.deepEqual(page.applied, Array.from({ length: 50 }, (_, i) => i + 1))
})

test("the cursor stays where it was when the page could not apply an entry", async () => {
  let isBroken = true
  const applied = []
  const { cursor } = following({
    head: 1,
    apply: async ({ seq }) => {
      if (isBroken) throw new Error("broken")
      applied.push(seq)
    },
  })
  await assert.rejects(cursor.receive(entry(1)))
  assert.equal(cursor.seq, 0)
  isBroken = false
  await cursor.catchUp()
  assert.deepEqual(applied, [1])
})

test("what can never be applied is replaced by a fresh view", async () => {
  const resets = []
  const { cursor } = following({
    apply: async () => {
      throw new Error("broken")
    },
    reset: async (head) => resets.push(head),
  })
  await assert.rejects(cursor.receive(entry(1)))
  await assert.rejects(cursor.receive(entry(1)))
  await cursor.receive(entry(1))
  assert.deepEqual(resets, [1])
  assert.equal(cursor.seq, 1)
})

test("a cursor that fell too far behind has the view fetched again and goes on from there", async () => {
  const { page, cursor, server } = following({ head: 300 })
  server.reset = true
  await cursor.catchUp()
  assert.deepEqual(page.resets, [300])
  await cursor.receive(entry(301))
  assert.deepEqual(page.applied, [301])
})

test("a head that moved without a push is caught up", async () => {
  const { page, cursor } = following({ head: 2, seq: 1 })
  cursor.compare(2)
  await aMoment()
  assert.deepEqual(page.applied, [2])
})

test("a head that is where the cursor is asks nothing", async () => {
  const { cursor, server } = following({ head: 2, seq: 2 })
  cursor.compare(2)
  await aMoment()
  assert.equal(server.asked, 0)
})

test("a cursor that was stopped changes nothing any more", async () => {
  const { page, cursor } = following({ head: 3 })
  cursor.receive(entry(3))
  cursor.stop()
  await aMoment()
  assert.deepEqual(page.applied, [])
})
