// How many read and write, added up over the server's processes; a process that falls silent fades.
const TTL_MS = 10_000

export class Presence {
  #byProcess = new Map()

  constructor(now = () => Date.now()) {
    this.now = now
  }

  note({ process, reading, writing }) {
    this.#byProcess.set(process, { reading, writing, until: this.now() + TTL_MS })
  }

  // `self` says in which counts the reader is included.
  others(self = { reading: false, writing: false }) {
    const total = { reading: 0, writing: 0 }
    for (const [process, counts] of this.#byProcess) {
      if (counts.until <= this.now()) this.#byProcess.delete(process)
      else {
        total.reading += counts.reading
        total.writing += counts.writing
      }
    }
    return {
      reading: Math.max(0, total.reading - Number(self.reading)),
      writing: Math.max(0, total.writing - Number(self.writing)),
    }
  }
}
