import assert from "node:assert/strict"
import { EventEmitter } from "node:events"
import { test } from "node:test"

import { Connection } from "../../connect/static/js/models/connection.js"

// What the socket of socket.io-client does, with the server in our hands.
class Socket extends EventEmitter {
  connected = false
  heard = []

  constructor(log) {
    super()
    this.log = log
  }

  timeout() {
    return this
  }

  async emitWithAck(name, payload) {
    this.heard.push([name, payload])
    if (name !== "subscribe") return { ok: true, counted: true }
    return this.answer ?? { ok: true, ...missed(this.log, payload.after) }
  }

  disconnect() {
    this.drop()
    return this
  }

  connect() {
    this.connected = true
    this.emit("connect")
  }

  drop() {
    this.connected = false
    this.emit("disconnect")
  }
}

const missed = (log, after) => ({ head: log.length, reset: false, entries: log.slice(after) })
const aMoment = (ms = 10) => new Promise((resume) => setTimeout(resume, ms))

function opened({ log = [], giveUp = 10_000 } = {}) {
  const socket = new Socket(log)
  const fetchMissed = async (_stream, after, { wait } = {}) => {
    if (wait) await aMoment()
    return missed(log, after)
  }
  const connection = new Connection({ openSocket: async () => socket, fetchMissed, calm: 20, giveUp })
  const told = []
  for (const name of ["interrupted", "restored", "revoked"]) connection.addEventListener(name, () => told.push(name))
  const applied = []
  const follow = (seq = 0) =>
    connection.follow("thread:1", seq, {
      apply: async ({ seq }) => applied.push(seq),
      reset: async () => {},
      onMove: () => {},
    })
  const post = () => log.push({ stream: "thread:1", seq: log.length + 1 })
  return { socket, connection, told, applied, follow, post }
}

test("a page that opens gets what was said since it was rendered", async () => {
  const { socket, applied, follow, post } = opened()
  post(), post(), post()
  follow(1)
  await aMoment()
  socket.connect()
  await aMoment()
  assert.deepEqual(applied, [2, 3])
})

test("after a lost connection the stream goes on from where the page was", async () => {
  const { socket, applied, follow, post, told } = opened()
  follow()
  await aMoment()
  socket.connect()
  await aMoment()
  socket.drop()
  post(), post()
  await aMoment(40)
  socket.connect()
  await aMoment()
  assert.deepEqual(applied, [1, 2])
  assert.deepEqual(told, ["interrupted", "restored"])
})

test("an interruption shorter than the calm is nobody's business", async () => {
  const { socket, follow, told } = opened()
  follow()
  await aMoment()
  socket.connect()
  socket.drop()
  socket.connect()
  await aMoment(40)
  assert.deepEqual(told, [])
})

test("without sockets the same stream comes by long-polls", async () => {
  const { applied, follow, post } = opened({ giveUp: 5 })
  const leave = follow()
  await aMoment(20)
  post(), post()
  await aMoment(40)
  leave()
  assert.deepEqual(applied, [1, 2])
})

test("a stream that may not be heard any more is left", async () => {
  const { socket, follow, told, applied } = opened()
  follow()
  await aMoment()
  socket.connect()
  await aMoment()
  socket.emit("revoked", { stream: "thread:1" })
  socket.emit("entry", { stream: "thread:1", seq: 1 })
  await aMoment()
  assert.deepEqual(told, ["revoked"])
  assert.deepEqual(applied, [])
})

test("a page that is left says so, and hears nothing more", async () => {
  const { socket, follow, applied } = opened()
  const unsubscribed = []
  socket.on("unsubscribe", (payload) => unsubscribed.push(payload.stream))
  const leave = follow()
  await aMoment()
  socket.connect()
  await aMoment()
  leave()
  socket.emit("entry", { stream: "thread:1", seq: 1 })
  await aMoment()
  assert.deepEqual(unsubscribed, ["thread:1"])
  assert.deepEqual(applied, [])
})
