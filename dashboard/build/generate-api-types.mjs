// Makes src/api/schema.ts from the OpenAPI document, the only description of the API.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const source = new URL('../../api-service/src/main/resources/static/openapi.yaml', import.meta.url);
const target = new URL('../src/api/schema.ts', import.meta.url);

/**
 * OpenAPI 3.1 lets other keywords stand beside a `$ref` of a schema; the generator reads the `$ref`
 * alone. As `allOf` they mean the same and it reads both.
 */
function withSiblingsOfRefs(node) {
  if (Array.isArray(node)) return node.map(withSiblingsOfRefs);
  if (node === null || typeof node !== 'object') return node;
  const { $ref, unevaluatedProperties: _, ...rest } = node;
  const siblings = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, withSiblingsOfRefs(value)]),
  );
  if ($ref === undefined) return siblings;
  if (Object.keys(siblings).length === 0) return { $ref };
  return { allOf: [{ $ref }, { type: 'object', ...siblings }] };
}

const document = withSiblingsOfRefs(parse(await readFile(source, 'utf8')));
const types = astToString(await openapiTS(document, { defaultNonNullable: false }));
const text = `// Made by \`npm run generate\` from openapi.yaml: change that document instead.\n${types}`;
// Written only when it differs, so that watchers and incremental builds stay quiet.
const before = await readFile(target, 'utf8').catch(() => undefined);
if (before !== text) {
  await writeFile(target, text);
  console.log(`Wrote ${fileURLToPath(target)}`);
}
