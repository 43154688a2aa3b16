// Pictures in what is pasted: ours stay, drawn ones come along as files, signs become their words,
// and of the others only the number can be told.
import { uploadIn } from "../../models/address.js"
import { readPage } from "./page.js"

const DRAWN = /^data:(image\/(?:png|jpeg|gif|webp|avif));base64,(.+)$/s
const SIGN = /^\p{Extended_Pictographic}/u
const TINY_PX = 2

export function sayPictures(body) {
  const files = []
  let lost = 0
  for (const image of body.querySelectorAll("img")) {
    const source = image.getAttribute("src") ?? ""
    const ours = uploadIn(source)
    const sign = image.dataset.plainText ?? image.getAttribute("alt") ?? ""
    if (ours) image.setAttribute("src", ours)
    else if (SIGN.test(sign)) image.replaceWith(sign)
    else if (isTiny(image)) image.remove()
    else {
      const file = fileIn(source, files.length + 1)
      if (file) files.push(file)
      else lost += 1
      image.remove()
    }
  }
  return { files, lost }
}

// Files beside the text. A copied range of cells or words comes with a picture of itself: not that.
export function filesOf(data) {
  const files = [...data.files]
  const words = readPage(data.getData("text/html")).body.textContent
  return words.trim() || data.getData("text/plain").trim() ? [] : files
}

// A counter of readers, not a picture.
function isTiny(image) {
  return ["width", "height"].some((side) => image.hasAttribute(side) && parseInt(image.getAttribute(side), 10) <= TINY_PX)
}

function fileIn(source, number) {
  const [, type, content] = DRAWN.exec(source) ?? []
  if (!type) return null
  try {
    const bytes = Uint8Array.from(atob(content.replace(/\s/g, "")), (sign) => sign.charCodeAt(0))
    return new File([bytes], `image-${number}.${type.slice(6).replace("jpeg", "jpg")}`, { type })
  } catch {
    return null
  }
}
