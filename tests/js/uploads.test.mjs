import assert from "node:assert/strict"
import { beforeEach, mock, test } from "node:test"

import { FileRules, sizeOf } from "../../connect/static/js/models/file_rules.js"
import { UploadQueue } from "../../connect/static/js/models/upload_queue.js"

const MB = 1024 * 1024
const rules = new FileRules({ endings: [".pdf", ".docx", ".png"], largest: 25 * MB, most: 10 })
const file = (name, size = MB) => ({ name, size })

test("what is not shared here is refused before it is sent", () => {
  assert.equal(rules.refusal(file("Rapport.PDF"), 0), null)
  assert.equal(rules.refusal(file("setup.exe"), 0), "file_not_shared")
  assert.equal(rules.refusal(file("README"), 0), "file_not_shared")
  assert.equal(rules.refusal(file("film.pdf", 26 * MB), 0), "file_too_large")
  assert.equal(rules.refusal(file("vide.pdf", 0), 0), "file_empty")
  assert.equal(rules.refusal(file("onze.pdf"), 10), "file_too_many")
})

test("sizes are written as the language writes them", () => {
  const plain = (text) => text.replace(/\s/gu, " ")
  assert.equal(plain(sizeOf(1_258_291, "fr")), "1,2 Mo")
  assert.equal(plain(sizeOf(25 * MB, "nl")), "25 MB")
  assert.equal(plain(sizeOf(200, "en")), "1 kB")
})

// A server that answers when told.
class Sending {
  constructor() {
    this.underWay = []
    this.told = []
    this.queue = new UploadQueue({
      send: (file, { signal, progress }) =>
        new Promise((resolve, reject) => {
          this.underWay.push({ file, progress, resolve, reject })
          signal.addEventListener("abort", () => reject(new Error("aborted")))
        }),
      tell: ({ file, state }) => this.told.push(`${file.name} ${state}`),
    })
  }

  get names() {
    return this.underWay.map(({ file }) => file.name)
  }

  async answer(status, more = {}) {
    this.underWay.shift().resolve({ status, ...more })
    await settle()
  }

  async cut() {
    this.underWay.shift().reject(new Error("network"))
    await settle()
  }
}

async function settle() {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve()
}

async function pass(milliseconds) {
  mock.timers.tick(milliseconds)
  await settle()
}

beforeEach(() => {
  mock.timers.reset()
  mock.timers.enable({ apis: ["setTimeout"] })
})

test("two files are sent at a time, the next when one is there", async () => {
  const sending = new Sending()
  for (const name of ["a", "b", "c"]) sending.queue.add(file(name))
  assert.deepEqual(sending.names, ["a", "b"])
  await sending.answer(201, { key: "k" })
  assert.deepEqual(sending.names, ["b", "c"])
  await sending.answer(201)
  await sending.answer(201)
  assert.equal(sending.queue.isBusy, false)
})

test("what arrived is known by what the server answered, and how far it is", async () => {
  const sending = new Sending()
  const upload = sending.queue.add(file("a"))
  sending.underWay[0].progress(0.5)
  assert.equal(upload.progress, 0.5)
  await sending.answer(201, { key: "k1" })
  assert.equal(upload.answer.key, "k1")
  assert.deepEqual(sending.told, ["a sending", "a sending", "a kept"])
})

test("a short cut of the network is waited out, a long one asks", async () => {
  const sending = new Sending()
  const upload = sending.queue.add(file("a"))
  for (const delay of [1_000, 3_000, 8_000]) {
    await sending.cut()
    assert.equal(upload.state, "waiting")
    assert.ok(sending.queue.isBusy)
    await pass(delay)
    assert.equal(upload.state, "sending")
  }
  await sending.cut()
  assert.equal(upload.state, "failed")
  sending.queue.retry(upload)
  await sending.answer(201)
  assert.equal(upload.state, "kept")
})

test("what waits for the network goes on as soon as it is back", async () => {
  const sending = new Sending()
  const upload = sending.queue.add(file("a"))
  await sending.cut()
  sending.queue.resume()
  assert.equal(upload.state, "sending")
  await pass(60_000)
  assert.deepEqual(sending.names, ["a"])
})

test("a file that is refused is not tried again by itself; one that came too early can be", async () => {
  const sending = new Sending()
  const refused = sending.queue.add(file("a"))
  const early = sending.queue.add(file("b"))
  await sending.answer(415, { error: "No." })
  await sending.answer(429)
  assert.equal(refused.state, "refused")
  assert.equal(refused.answer.error, "No.")
  assert.equal(early.state, "failed")
  await pass(60_000)
  assert.deepEqual(sending.names, [])
})

test("a file that is cancelled makes place for the next, and is forgotten", async () => {
  const sending = new Sending()
  const [first] = ["a", "b", "c"].map((name) => sending.queue.add(file(name)))
  sending.queue.cancel(first)
  await settle()
  assert.deepEqual(sending.queue.uploads.map((upload) => upload.file.name), ["b", "c"])
  assert.ok(sending.names.includes("c"))
  assert.equal(first.state, "cancelled")
})
