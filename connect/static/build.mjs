// Bundles the scripts, styles, fonts and pictures into dist/ under names that change with their content.
import { build } from "esbuild"
import { readFile, readdir, rm, writeFile } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"

const source = dirname(fileURLToPath(import.meta.url))
const dist = join(source, "dist")

const ENTRIES = ["js/application.js", "css/application.css", "css/moderation.css", "css/places.css", "images/favicon.svg"]
const COMPRESSIBLE = /\.(js|css|svg)$/

const { metafile } = await build({
  absWorkingDir: source,
  entryPoints: ENTRIES,
  outdir: "dist",
  bundle: true,
  splitting: true,
  minify: true,
  metafile: true,
  format: "esm",
  target: "es2022",
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".svg": "copy", ".woff2": "file" },
  legalComments: "none",
  logLevel: "warning",
})

const outputs = Object.entries(metafile.outputs)
await writeManifest(outputs)
await compress(outputs.map(([path]) => join(source, path)))
await prune(outputs.map(([path]) => basename(path)))

/** manifest.json: from the name a template asks for to the built file. */
async function writeManifest(outputs) {
  const names = outputs
    .map(([path, { entryPoint, inputs }]) => [basename(entryPoint ?? soleInput(inputs)), basename(path)])
    .filter(([name]) => name)
    .sort()
  await writeFile(join(dist, "manifest.json"), JSON.stringify(Object.fromEntries(names), null, 2) + "\n")
}

/** A copied file has one input; a chunk shared by several scripts has many, and no name of its own. */
function soleInput(inputs) {
  const paths = Object.keys(inputs)
  return paths.length === 1 ? paths[0] : ""
}

/** A .br and a .gz beside each text file, so that no request pays for compression. */
async function compress(files) {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
  for (const file of files.filter((file) => COMPRESSIBLE.test(file))) {
    const content = await readFile(file)
    await writeFile(`${file}.br`, brotliCompressSync(content, quality))
    await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }))
  }
}

/** Drops what earlier builds left, once the new files stand. */
async function prune(current) {
  const kept = new Set(["manifest.json", ...current.flatMap((name) => [name, `${name}.br`, `${name}.gz`])])
  for (const name of await readdir(dist)) {
    if (!kept.has(name)) await rm(join(dist, name), { recursive: true })
  }
}
