import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** SQL as a source file spells it, with the pieces of the same file that it is put together from. */
export interface WrittenSql {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Every SQL text of these folders. A constant that others are built from is read where they use it. */
export function writtenSql(root: string, folders: readonly string[]): WrittenSql[] {
  return folders.flatMap((folder) => sourcesOf(root, folder)).flatMap((file) => sqlOf(root, file));
}

function sourcesOf(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(spec|entity)\.ts$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
}

function sqlOf(root: string, file: string): WrittenSql[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const constants = constantTexts(source);
  const used = new Set<string>();
  const found: (WrittenSql & { readonly node: ts.Node })[] = [];
  const visit = (node: ts.Node): void => {
    if (isText(node)) {
      const text = spelled(node, constants, used);
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      if (/\b(from|into|update|join)\s+app\.\w/i.test(text)) found.push({ file, line, text, node });
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const pieces = new Set([...used].map((name) => constants.get(name)));
  return found.filter(({ node }) => !pieces.has(node)).map(({ line, text }) => ({ file, line, text }));
}

function constantTexts(source: ts.SourceFile): ReadonlyMap<string, ts.Node> {
  const constants = new Map<string, ts.Node>();
  const visit = (node: ts.Node): void => {
    if (
      ts.isVariableDeclaration(node) &&
      ts.isIdentifier(node.name) &&
      node.initializer &&
      isText(node.initializer)
    )
      constants.set(node.name.text, node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return constants;
}

type Text = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression;

function isText(node: ts.Node): node is Text {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

function spelled(node: ts.Node, constants: ReadonlyMap<string, ts.Node>, used: Set<string>): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return '';
  return node.templateSpans.reduce((text, { expression, literal }) => {
    const name = ts.isIdentifier(expression) ? expression.text : null;
    const piece = name === null ? undefined : constants.get(name);
    if (name === null || piece === undefined) return `${text}\${${expression.getText()}}${literal.text}`;
    used.add(name);
    return text + spelled(piece, constants, used) + literal.text;
  }, node.head.text);
}

/** Tables that a statement reads or writes, each by the name it gives them. */
interface Mention {
  readonly how: string;
  readonly table: string;
  readonly alias: string | null;
  readonly after: string;
}

const notAnAlias = new Set(
  'where set on as order group limit returning values using join left inner cross for select from union and or'.split(
    ' ',
  ),
);

function mentions(sql: string): Mention[] {
  const pattern =
    /(?:\b(from|join|update|into|using)|(,))\s+app\.(\w+)(?![\w(])(?:\s+(?:as\s+)?([a-z]\w*))?/gi;
  return [...sql.matchAll(pattern)].map(({ 1: word, 3: table = '', 4: alias, index }) => ({
    how: word?.toLowerCase() ?? ',',
    table,
    alias: alias !== undefined && !notAnAlias.has(alias.toLowerCase()) ? alias : null,
    after: sql.slice(index),
  }));
}

/**
 * What a statement does not say about whose rows it means; empty when it says it of every table that has owners: it
 * compares each one's `organisation_id`, and one of them with the organisation of the transaction.
 */
export function unsaidOwners(text: string, owned: ReadonlySet<string>): string[] {
  const sql = text.replaceAll(/--[^\n]*/g, '');
  const tables = mentions(sql).filter(({ table }) => owned.has(table));
  if (tables.length === 0) return [];
  const unsaid = tables.filter((one) => !isCompared(sql, one)).map(({ table, alias }) => alias ?? table);
  const bound = /:organisationId\b|organisation_id = (app\.organisation\(\)|any \(\$\d|\$\d)/.test(sql);
  const whole = /^\s*(select|insert|update|delete|with)\b/i.test(sql);
  return whole && !bound ? [...unsaid, ':organisationId'] : unsaid;
}

function isCompared(sql: string, { how, alias, after }: Mention): boolean {
  if (how === 'into') return /^\w+\s+[\w.]+\s*(as\s+)?\w*\s*\(\s*organisation_id\b/i.test(after);
  const column =
    alias === null ? String.raw`(?<![.\w])organisation_id` : String.raw`\b${alias}\.organisation_id`;
  return new RegExp(String.raw`${column}\s*(=|in\b)|(=|\()\s*${column}`, 'i').test(sql);
}

/** How often a statement reads contracts without saying whether it means void ones. */
export function uncountedContracts(text: string): number {
  return mentions(text).filter(({ how, table, alias }) => {
    const counted = new RegExp(String.raw`app\.contract_counts\(${alias ?? table}\)`);
    return how !== 'into' && table === 'contract' && !counted.test(text);
  }).length;
}
