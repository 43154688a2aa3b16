// One file on its way: waiting, sending, kept; refused (the server said why), failed (it can be
// tried again), or cancelled.
const OVER = ["kept", "refused", "failed", "cancelled"]

export class Upload {
  constructor(file, options = {}) {
    Object.assign(this, { file, ...options, state: "waiting", progress: 0, failures: 0 })
  }

  get isOver() {
    return OVER.includes(this.state)
  }
}
