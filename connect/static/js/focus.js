// Keeps the keyboard's focus where it is useful while Turbo changes the page.
import { config } from "@hotwired/turbo"

// A disabled button loses the focus whenever it is pressed.
config.forms.submitter = "aria-disabled"

// What is wrong with a form comes before the button that sent it.
document.addEventListener("turbo:render", () => {
  if (document.activeElement?.matches("[type=submit]")) document.querySelector("[autofocus]")?.focus()
})
