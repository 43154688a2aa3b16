// What this member did with the pins that they see, kept beside fragments that are the same for
// every reader.
export class PinMarks {
  constructor({ aside = [], opened = {} } = {}) {
    this.aside = new Set(aside.map(String))
    this.opened = opened
  }

  isAside({ pin }) {
    return this.aside.has(pin)
  }

  // An announcement goes once its thread was opened as it stands; a beacon stays.
  isHidden({ pin, kind, version }) {
    return this.isAside({ pin }) || (kind === "announcement" && this.opened[pin] >= Number(version))
  }
}
