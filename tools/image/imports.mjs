// Which packages the built programs ask for: by import, by import(), by require() and by require.resolve().
import fs from 'node:fs';
import path from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { isBuiltIn } from '../node/specifiers.mjs';

const isPackage = (id) => !/^[./]/.test(id) && !isBuiltIn(id);

const textOf = (node) => (node?.type === 'Literal' && typeof node.value === 'string' ? [node.value] : []);
/** The bundler calls its own `require` by another name. */
const isRequire = ({ type, name }) => type === 'Identifier' && /^_*require$/.test(name);
const isResolve = ({ type, object, property }) =>
  type === 'MemberExpression' && isRequire(object) && property.name === 'resolve';

function askedBy(node) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
      return textOf(node.source);
    case 'CallExpression':
      return isRequire(node.callee) || isResolve(node.callee) ? textOf(node.arguments[0]) : [];
    default:
      return [];
  }
}

function* nodesIn(value) {
  if (value === null || typeof value !== 'object') return;
  if (typeof value.type === 'string') yield value;
  for (const part of Object.values(value)) yield* nodesIn(part);
}

/** Every specifier that the program's text names and that is neither a file beside it nor Node's own. */
export function packagesAskedFor(text) {
  const asked = [...nodesIn(parseAst(text, { lang: 'js' }))].flatMap(askedBy);
  return [...new Set(asked.filter(isPackage))].sort();
}

export function specifiersIn(folder) {
  const files = fs
    .readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => path.join(folder, file));
  return [...new Set(files.flatMap((file) => packagesAskedFor(fs.readFileSync(file, 'utf8'))))].sort();
}
