import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const APP = path.resolve(__dirname, '../../..');
const SENDS = ['post', 'put', 'delete', 'patch'];

/** What is sent to the API: an address in which `{}` stands for what is put in, such as `/api/vendors/{}`. */
export interface Route {
  readonly verb: string;
  readonly path: string;
}

/** Each source of the portal but its specs, under its path below `src/app`. */
export function portalSources(): ReadonlyMap<string, ts.SourceFile> {
  const files = readdirSync(APP, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec|\.d)\.ts$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${path.sep}testing${path.sep}`));
  return new Map(
    files.map((file) => [
      path.relative(APP, file),
      ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true),
    ]),
  );
}

/** A component's source with its template, be it in the source or beside it. */
export function shownBy(source: ts.SourceFile): string {
  const [, beside] = /templateUrl: '\.\/([^']+)'/.exec(source.text) ?? [];
  const template = beside === undefined ? null : path.join(path.dirname(source.fileName), beside);
  return template === null || !existsSync(template)
    ? source.text
    : source.text + readFileSync(template, 'utf8');
}

export function eachNode(root: ts.Node, take: (node: ts.Node) => void): void {
  const visit = (node: ts.Node): void => {
    take(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
}

export function nodesOf<Kind extends ts.Node>(root: ts.Node, is: (node: ts.Node) => node is Kind): Kind[] {
  const found: Kind[] = [];
  eachNode(root, (node) => {
    if (is(node)) found.push(node);
  });
  return found;
}

/** What each part of a class sends: through the clients that it holds, and by itself. */
export class Senders {
  readonly #clients = new Map<string, ReadonlyMap<string, readonly Route[]>>();

  constructor(sources: Iterable<ts.SourceFile>) {
    for (const source of sources) {
      for (const named of nodesOf(source, ts.isClassDeclaration)) {
        const methods = named.members.filter(ts.isMethodDeclaration);
        this.#clients.set(
          named.name?.text ?? '',
          new Map(methods.map((method) => [method.name.getText(), ownRoutes(method)])),
        );
      }
    }
  }

  /** Also by the methods of the same class that it calls. */
  routesOf(part: ts.Node, seen = new Set<ts.Node>()): readonly Route[] {
    if (seen.has(part)) return [];
    seen.add(part);
    const holder = ts.findAncestor(part, ts.isClassDeclaration);
    const called = nodesOf(part, ts.isCallExpression).flatMap(({ expression }) => {
      if (!ts.isPropertyAccessExpression(expression)) return [];
      const { expression: on, name } = expression;
      if (on.kind === ts.SyntaxKind.ThisKeyword) {
        const own = holder?.members.find(
          (member) => ts.isMethodDeclaration(member) && member.name.getText() === name.text,
        );
        return own === undefined ? [] : this.routesOf(own, seen);
      }
      return ts.isPropertyAccessExpression(on) && on.expression.kind === ts.SyntaxKind.ThisKeyword
        ? (this.#clients.get(heldIn(holder, on.name.text) ?? '')?.get(name.text) ?? [])
        : [];
    });
    return [...ownRoutes(part), ...called];
  }
}

/** `readonly #vendors = inject(VendorsClient)`. */
function heldIn(holder: ts.ClassDeclaration | undefined, field: string): string | null {
  const property = holder?.members.find(
    (member) => ts.isPropertyDeclaration(member) && member.name.getText() === field,
  );
  return /inject\((\w+)\)$/.exec(property?.getText().replace(/;$/, '') ?? '')?.[1] ?? null;
}

function ownRoutes(part: ts.Node): readonly Route[] {
  return nodesOf(part, ts.isCallExpression).flatMap(({ expression, arguments: [address] }) => {
    if (!ts.isPropertyAccessExpression(expression) || address === undefined) return [];
    if (!expression.expression.getText().endsWith('#http') || !SENDS.includes(expression.name.text))
      return [];
    return [{ verb: expression.name.text, path: addressOf(address) }];
  });
}

function addressOf(address: ts.Expression): string {
  if (ts.isStringLiteralLike(address)) return address.text;
  if (ts.isTemplateExpression(address)) {
    return address.templateSpans.reduce(
      (so, { expression, literal }) => `${so}${constantOf(expression) ?? '{}'}${literal.text}`,
      address.head.text,
    );
  }
  return constantOf(address) ?? '{}';
}

function constantOf(name: ts.Expression): string | null {
  if (!ts.isIdentifier(name)) return null;
  const declared = nodesOf(name.getSourceFile(), ts.isVariableDeclaration).find(
    (declaration) => declaration.name.getText() === name.text,
  )?.initializer;
  return declared !== undefined && ts.isStringLiteralLike(declared) ? declared.text : null;
}
