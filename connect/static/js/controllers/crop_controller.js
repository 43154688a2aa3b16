// Shows the chosen picture and which part of it is kept: moved with the pointer, the arrow keys or the
// ranges. Drawn on a canvas, because the page's policy lets no picture in that the server did not send.
import { Controller } from "@hotwired/stimulus"

import { Crop } from "../models/crop"

const DECODED_HEIGHT = 900
const KEYS = {
  ArrowLeft: { x: -0.05 },
  ArrowRight: { x: 0.05 },
  ArrowUp: { y: -0.05 },
  ArrowDown: { y: 0.05 },
  "+": { zoom: 0.1 },
  "-": { zoom: -0.1 },
}

export default class extends Controller {
  static targets = ["now", "canvas", "file", "crop", "ranges", "zoom", "x", "y"]

  connect() {
    if (this.fileTarget.files.length) this.choose()
  }

  disconnect() {
    this.show(null)
  }

  async choose() {
    const [file] = this.fileTarget.files
    this.show(file ? await decoded(file) : null)
  }

  // What the browser cannot read the server may: then its middle is taken.
  show(picture) {
    this.picture?.close()
    this.picture = picture
    this.crop = picture && new Crop(picture.width, picture.height)
    this.nowTarget.hidden = Boolean(picture)
    this.canvasTarget.hidden = this.rangesTarget.hidden = !picture
    this.update()
  }

  adjust() {
    const [x, y, zoom] = [this.xTarget, this.yTarget, this.zoomTarget].map((range) => range.value / 100)
    this.crop.set({ x, y, zoom })
    this.update()
  }

  key(event) {
    const step = KEYS[event.key]
    if (!step || !this.crop) return
    event.preventDefault()
    this.crop.set(Object.fromEntries(Object.entries(step).map(([name, by]) => [name, this.crop[name] + by])))
    this.update()
  }

  hold(event) {
    this.canvasTarget.setPointerCapture(event.pointerId)
    this.held = { x: event.clientX, y: event.clientY }
  }

  // The picture follows the pointer, so what is kept of it moves the other way.
  drag(event) {
    if (!this.held) return
    const scale = this.crop.side / this.canvasTarget.clientWidth
    this.crop.move((this.held.x - event.clientX) * scale, (this.held.y - event.clientY) * scale)
    this.held = { x: event.clientX, y: event.clientY }
    this.update()
  }

  release() {
    this.held = null
  }

  update() {
    const { crop } = this
    this.cropTarget.value = crop ? String(crop) : ""
    if (!crop) return
    for (const name of ["x", "y", "zoom"]) this[`${name}Target`].value = Math.round(crop[name] * 100)
    this.xTarget.disabled = crop.width <= crop.side
    this.yTarget.disabled = crop.height <= crop.side
    const { width } = this.canvasTarget
    const context = this.canvasTarget.getContext("2d")
    context.clearRect(0, 0, width, width)
    context.drawImage(this.picture, crop.left, crop.top, crop.side, crop.side, 0, 0, width, width)
  }
}

async function decoded(file) {
  try {
    return await createImageBitmap(file, { resizeHeight: DECODED_HEIGHT, resizeQuality: "medium" })
  } catch {
    return null
  }
}
