// Applies Turbo Stream fragments and waits until the page shows them.
export async function applyFragment(html) {
  const template = document.createElement("template")
  template.innerHTML = html
  for (const stream of template.content.querySelectorAll("turbo-stream")) {
    const element = document.importNode(stream, true)
    document.documentElement.append(element) // connecting renders it, and takes it away again
    await element.render()
  }
}
