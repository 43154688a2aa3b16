// The plain notation as the editor reads it; tests/rich_text holds the server to the same file.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"

import { textToHtml } from "../../connect/static/js/editor/paste/plain_text.js"
import { linkMeant, linkTo, uploadIn } from "../../connect/static/js/models/address.js"
import { isHtml, plainToHtml } from "../../connect/static/js/models/plain_notation.js"
import { append } from "../../connect/static/js/models/quotation.js"

const NOTATION = JSON.parse(readFileSync(new URL("plain_notation.json", import.meta.url)))
const SITE = "https://connect.example"

for (const { typed, html } of NOTATION) {
  test(`the plain notation is read: ${JSON.stringify(typed)}`, () => {
    assert.equal(plainToHtml(typed), html)
  })
}

test("a text is marked up when it begins with a block, as the server sees it", () => {
  assert.ok(isHtml(" <p>a</p>") && isHtml('<ol start="3"><li>a') && isHtml("<hr>"))
  assert.ok(!isHtml("a <p>") && !isHtml("<b>a</b>") && !isHtml("<pre>") && !isHtml(""))
})

test("a quotation joins what is written, in its form", () => {
  assert.equal(append("a", "> b\n\n"), "a\n\n> b\n\n")
  assert.equal(append("<p>a</p>", "> b\n\n"), "<p>a</p><blockquote><p>b</p></blockquote>")
})

test("links lead where readers may be sent, and stay short on our own site", () => {
  assert.equal(linkTo("https://a.be/x?y=1#z", SITE), "https://a.be/x?y=1#z")
  assert.equal(linkTo(`${SITE}/threads/1`, SITE), "/threads/1")
  for (const wrong of ["javascript:alert(1)", "//evil.example", "file:///c:/x", "#a", "x", "", null]) {
    assert.equal(linkTo(wrong, SITE), null)
  }
})

test("an address is understood as people write it", () => {
  assert.equal(linkMeant("www.besafe.be", SITE), "https://www.besafe.be")
  assert.equal(linkMeant(" ville.be/page ", SITE), "https://ville.be/page")
  assert.equal(linkMeant("info@ville.be", SITE), "mailto:info@ville.be")
  assert.equal(linkMeant("+32 475 12 34 56", SITE), "tel:+32475123456")
  assert.equal(linkMeant("pas une adresse", SITE), null)
})

test("only pictures that were uploaded here stay in a text", () => {
  assert.equal(uploadIn(`${SITE}/uploads/abc/place.webp`, SITE), "/uploads/abc/place.webp")
  assert.equal(uploadIn("/uploads/../sign-out", SITE), null)
  assert.equal(uploadIn("https://evil.example/uploads/a.webp", SITE), null)
})

test("lines that end where the page did run on, those of an address do not", () => {
  const page = "Le conseil communal se réunit chaque premier lundi du\nmois, en séance publique.\nChacun y vient."
  assert.equal(
    textToHtml(page),
    "<p>Le conseil communal se réunit chaque premier lundi du mois, en séance publique.</p><p>Chacun y vient.</p>",
  )
  assert.equal(textToHtml("Rue Haute 1\n1000 Bruxelles"), "<p>Rue Haute 1<br>1000 Bruxelles</p>")
})

test("bullets of every shape make a list, a dash in a sentence does not", () => {
  assert.equal(textToHtml("✓ un\n✓ deux"), "<ul><li>un</li><li>deux</li></ul>")
  assert.equal(textToHtml("– comme on dit – voilà"), "<p>– comme on dit – voilà</p>")
})
