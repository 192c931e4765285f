// Holds the promise on size: the JavaScript that the first page needs, gzipped, is under 250 kB.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_BYTES = 250_000;
const FIRST_PAGE = 'src/features/overview/overview-page.tsx';

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const needed = new Set();
function need(name) {
  if (needed.has(name)) return;
  needed.add(name);
  for (const imported of manifest[name].imports ?? []) need(imported);
}
need('index.html');
need(FIRST_PAGE);

let total = 0;
for (const name of needed) {
  const { file } = manifest[name];
  if (file.endsWith('.js')) total += gzipSync(readFileSync(new URL(file, dist))).length;
}
const kB = (total / 1000).toFixed(1);
console.log(`First load: ${kB} kB of JavaScript, gzipped (limit ${LIMIT_BYTES / 1000} kB)`);
if (total > LIMIT_BYTES) process.exit(1);
