// Steps that several cleaners take on a tree.
export function rename(element, name) {
  const renamed = element.ownerDocument.createElement(name)
  for (const { name: attribute, value } of [...element.attributes]) {
    if (attribute !== "class") renamed.setAttribute(attribute, value)
  }
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
  return renamed
}

export function replaceByChildren(element) {
  element.replaceWith(...element.childNodes)
}

export function textNodesOf(root) {
  const walker = root.ownerDocument.createTreeWalker(root, 4 /* NodeFilter.SHOW_TEXT */)
  const found = []
  while (walker.nextNode()) found.push(walker.currentNode)
  return found
}
