// One file of a list, as its writer sees it: on its way, there, or not taken.
import { sizeOf } from "./models/file_rules"
import { say } from "./models/messages"

export class FileRow {
  // `acts` are what its buttons do: { retry, cancel, remove }.
  constructor(template, { name, size }, acts) {
    this.element = template.content.firstElementChild.cloneNode(true)
    this.name = name
    this.part(".file__name").textContent = name
    this.part(".file__size").textContent = size ? sizeOf(Number(size), document.documentElement.lang) : ""
    this.part("progress").setAttribute("aria-label", say("file_sending", { name }))
    for (const [act, react] of Object.entries(acts)) {
      this.button(act).addEventListener("click", () => react(this))
      this.button(act).querySelector("span").textContent = ` ${name}`
    }
  }

  // A list that came with the page has boxes to tick, for when there is no script.
  static adopt(element, template, acts) {
    const { fileKey: key, fileName: name, fileSize: size, fileUrl: url } = element.dataset
    const row = new FileRow(template, { name, size }, acts)
    row.keep({ key, name, size, url })
    element.replaceWith(row.element)
    return row
  }

  sending(share) {
    this.part("progress").value = Math.round(share * 100)
    this.show({ isSending: true })
  }

  refused(reason, { mayRetry }) {
    this.part(".file__reason").textContent = reason
    this.show({ isRefused: true, mayRetry })
  }

  // From here on it is sent with the form.
  keep({ key, name, size, url }) {
    Object.assign(this.element.dataset, { fileKey: key, fileName: name, fileSize: size, fileUrl: url ?? "" })
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "files", value: key })
    this.element.prepend(field)
    if (url) this.link(name, url)
    this.show({ isKept: true })
  }

  link(name, url) {
    const link = Object.assign(document.createElement("a"), { className: "file__name", href: url, target: "_blank", textContent: name })
    this.part(".file__name").replaceWith(link)
  }

  show({ isSending = false, isRefused = false, isKept = false, mayRetry = false }) {
    this.part("progress").hidden = !isSending
    this.part(".file__error").hidden = !isRefused
    this.button("cancel").hidden = !isSending
    this.button("retry").hidden = !mayRetry
    this.button("remove").hidden = !isKept && !isRefused
    this.element.classList.toggle("file--refused", isRefused)
  }

  get key() {
    return this.element.dataset.fileKey
  }

  button(act) {
    return this.part(`[data-act=${act}]`)
  }

  part(selector) {
    return this.element.querySelector(selector)
  }
}
