// Which square of a picture is shown: its middle at first, then moved and made smaller, never
// beyond an edge. `x` and `y` say how far across the room that is left, from 0 to 1.
const SMALLEST = 0.2

export class Crop {
  constructor(width, height) {
    Object.assign(this, { width, height, x: 0.5, y: 0.5, zoom: 0 })
  }

  set({ x = this.x, y = this.y, zoom = this.zoom }) {
    Object.assign(this, { x: between(x), y: between(y), zoom: between(zoom) })
    return this
  }

  // By pixels of the picture; where there is no room there is no way.
  move(right, down) {
    const { width, height, side } = this
    return this.set({
      x: width > side ? this.x + right / (width - side) : this.x,
      y: height > side ? this.y + down / (height - side) : this.y,
    })
  }

  get side() {
    return Math.min(this.width, this.height) * (1 - this.zoom * (1 - SMALLEST))
  }

  get left() {
    return this.x * (this.width - this.side)
  }

  get top() {
    return this.y * (this.height - this.side)
  }

  // For the server: fractions of the width, of the height and of the shorter of them.
  toString() {
    const { width, height, left, top, side } = this
    return [left / width, top / height, side / Math.min(width, height)].map((part) => part.toFixed(4)).join(" ")
  }
}

function between(value) {
  return Math.min(1, Math.max(0, value))
}
