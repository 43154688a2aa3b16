// Sentences the server translated for scripts: <script type="application/json" id="messages">.

// `forms` maps plural categories of the language to sentences with {names} to fill in.
export function sentence(forms, values = {}, lang = "en") {
  const category = new Intl.PluralRules(lang).select(values.count ?? 0)
  const text = forms[category] ?? forms.other
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

export function say(key, values) {
  const messages = JSON.parse(document.getElementById("messages")?.textContent || "{}")
  return key in messages ? sentence(messages[key], values, document.documentElement.lang) : ""
}

// Said aloud by screen readers when they have a pause.
export function announce(text) {
  const region = document.getElementById("announcements")
  if (region) region.textContent = text
}
