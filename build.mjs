// Builds styles, scripts, fonts and pictures into var/assets. No bundle is committed.
// File names are fixed: the static storage hashes them later. Fails over the size budgets.
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { compile } from "sass";

const root = dirname(fileURLToPath(import.meta.url));
const source = join(root, "src/pendopo/faces/components");
const out = join(root, "var", "assets");
const fresh = `${out}.new`;
// Phones with a Chrome of 2020 and Safari 13.1; older ones get the page without scripts.
const target = ["chrome80", "firefox78", "safari13.1"];
// Safari's bug with destructuring touches only exotic forms, which neither we nor govuk-frontend use.
const supported = { destructuring: true };
const budgets = { "pendopo.css": 22_000, "pendopo.js": 20_000, "desk.js": 34_000, "command.js": 30_000, "process.js": 110_000, "report.js": 5_000, "charts.js": 25_000, "charts.css": 2_000 };

rmSync(fresh, { recursive: true, force: true });
for (const folder of ["fonts", "test"]) mkdirSync(join(fresh, folder), { recursive: true });

for (const name of ["pendopo", "desk", "command", "gallery", "process", "charts"]) {
  const sheet = compile(join(source, `styles/${name}.scss`), {
    loadPaths: [join(root, "node_modules")],
    quietDeps: true,
  });
  // The typeface and kawung are files beside the sheet; esbuild only shrinks the text.
  const { code } = await transform(sheet.css, { loader: "css", minify: true, target });
  writeFileSync(join(fresh, `${name}.css`), code);
}

await build({
  entryPoints: ["pendopo", "desk", "command", "process", "report", "charts"].map((name) => join(source, `scripts/${name}.js`)),
  outdir: fresh,
  bundle: true,
  minify: true,
  format: "esm",
  target,
  supported,
  nodePaths: [join(root, "node_modules")],
  legalComments: "none",
  logLevel: "warning",
});

const modules = join(root, "node_modules");
const copies = {
  [join(modules, "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2")]:
    "fonts/plus-jakarta-sans-latin.woff2",
  [join(modules, "@fontsource-variable/plus-jakarta-sans/LICENSE")]: "fonts/LICENSE",
  [join(modules, "axe-core/axe.min.js")]: "test/axe.min.js",
};
for (const [from, to] of Object.entries(copies)) copyFileSync(from, join(fresh, to));
for (const name of ["icons.svg", "kawung.svg", "favicon.svg"]) {
  copyFileSync(join(source, "images", name), join(fresh, name));
}

let over = false;
for (const name of ["pendopo.css", "desk.css", "command.css", "pendopo.js", "desk.js", "command.js", "process.js", "report.js", "charts.css", "charts.js"]) {
  const size = gzipSync(readFileSync(join(fresh, name)), { level: 9 }).length;
  const limit = budgets[name];
  if (limit && size > limit) over = true;
  const note = limit ? ` of ${limit}${size > limit ? "  TOO BIG" : ""}` : "";
  process.stdout.write(`${name.padEnd(12)} ${String(size).padStart(6)} bytes gzipped${note}\n`);
}
if (over) process.exit(1);
// Swapped in at the end, so a failed build never leaves half a set behind.
rmSync(out, { recursive: true, force: true });
renameSync(fresh, out);
