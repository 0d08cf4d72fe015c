import path from 'node:path';
import ts from 'typescript';
import { nodesOf, type Route, type Senders } from './portal-sources';

/** By the path of a field, such as `contact.name`: how many characters the form takes. */
export type Bounds = ReadonlyMap<string, number>;

export interface SentForm {
  readonly file: string;
  readonly bounds: Bounds;
  readonly routes: readonly Route[];
}

type Sources = ReadonlyMap<string, ts.SourceFile>;
type Written = ts.ArrowFunction | ts.FunctionDeclaration | ts.FunctionExpression;

/** Every form that sends, with how long each of its fields may be. */
export function sentForms(sources: Sources, senders: Senders): readonly SentForm[] {
  return [...sources].flatMap(([file, source]) =>
    nodesOf(source, ts.isCallExpression)
      .filter(({ expression }) => expression.getText() === 'apiForm')
      .flatMap(({ arguments: [given] }) => {
        if (given === undefined || !ts.isObjectLiteralExpression(given)) return [];
        const [rules, save] = [valueOf(given, 'rules'), valueOf(given, 'save')];
        if (rules === null || save === null) return [];
        return [{ file, bounds: boundsOf(rules, [''], sources), routes: senders.routesOf(save) }];
      }),
  );
}

/** What is done for a reason, by `ReasonForm`: `{ label, missing, …, save: (reason) => … }`. */
export function sentReasons(sources: Sources, senders: Senders, usual: number): readonly SentForm[] {
  return [...sources].flatMap(([file, source]) =>
    nodesOf(source, ts.isObjectLiteralExpression).flatMap((given) => {
      const save = valueOf(given, 'save');
      if (save === null || valueOf(given, 'missing') === null) return [];
      const routes = senders.routesOf(save);
      if (routes.length === 0) return [];
      const most = valueOf(given, 'most');
      return [{ file, bounds: new Map([['reason', most === null ? usual : numberIn(most)]]), routes }];
    }),
  );
}

function valueOf(given: ts.ObjectLiteralExpression, name: string): ts.Node | null {
  for (const property of given.properties) {
    if (property.name?.getText() !== name) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
    return property;
  }
  return null;
}

const numberIn = (node: ts.Node): number => Number(node.getText().replaceAll('_', ''));

function boundsOf(rules: ts.Node, parts: readonly string[], sources: Sources): Map<string, number> {
  const bounds = new Map<string, number>();
  const written = writtenOf(rules, sources);
  if (written === null) return bounds;
  const known = named(written, parts);
  for (const call of nodesOf(written, ts.isCallExpression)) {
    const [on, most] = call.arguments;
    if (on === undefined) continue;
    const name = call.expression.getText();
    if (name === 'maxLength' || name === 'within') {
      for (const field of fieldsOf(on, known)) bounds.set(field, most === undefined ? NaN : numberIn(most));
      continue;
    }
    if (!ts.isIdentifier(call.expression)) continue;
    const inner = call.arguments.map((argument) => fieldsOf(argument, known)[0] ?? null);
    const [first] = inner;
    if (first === undefined || first === null) continue;
    const rest = name === 'applyEach' ? call.arguments[1] : call.expression;
    if (rest === undefined) continue;
    const passed = name === 'applyEach' ? [first] : inner.map((one) => one ?? '');
    for (const [field, length] of boundsOf(rest, passed, sources)) bounds.set(field, length);
  }
  return bounds;
}

/** Which fields each name of the rules stands for. */
function named(written: Written, parts: readonly string[]): Map<string, readonly string[]> {
  const known = new Map<string, readonly string[]>();
  written.parameters.forEach(({ name }, at) => {
    const of = parts[at] ?? '';
    if (ts.isIdentifier(name)) known.set(name.text, [of]);
    else if (ts.isObjectBindingPattern(name))
      for (const each of name.elements) known.set(each.name.getText(), [below(of, each.name.getText())]);
  });
  for (const loop of nodesOf(written, ts.isForOfStatement)) {
    if (!ts.isVariableDeclarationList(loop.initializer)) continue;
    const [each] = loop.initializer.declarations;
    if (each === undefined || !ts.isArrayLiteralExpression(loop.expression)) continue;
    known.set(
      each.name.getText(),
      loop.expression.elements.flatMap((one) => fieldsOf(one, known)),
    );
  }
  return known;
}

function fieldsOf(on: ts.Node, known: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (ts.isIdentifier(on)) return known.get(on.text) ?? [];
  if (!ts.isPropertyAccessExpression(on)) return [];
  return fieldsOf(on.expression, known).map((field) => below(field, on.name.text));
}

const below = (field: string, name: string): string => (field === '' ? name : `${field}.${name}`);

/** The rules themselves, be they written here, in another place under a name, or made by a function. */
function writtenOf(rules: ts.Node, sources: Sources): Written | null {
  if (ts.isArrowFunction(rules) || ts.isFunctionDeclaration(rules) || ts.isFunctionExpression(rules))
    return rules;
  if (ts.isCallExpression(rules)) {
    const maker = writtenOf(rules.expression, sources);
    return maker === null ? null : (nodesOf(maker, ts.isArrowFunction).find((one) => one !== maker) ?? null);
  }
  if (!ts.isIdentifier(rules)) return null;
  const declared = declarationOf(rules.text, rules.getSourceFile(), sources);
  return declared === null ? null : writtenOf(declared, sources);
}

function declarationOf(name: string, source: ts.SourceFile, sources: Sources): ts.Node | null {
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return statement;
    if (ts.isVariableStatement(statement)) {
      const found = statement.declarationList.declarations.find((one) => one.name.getText() === name);
      if (found?.initializer !== undefined) return found.initializer;
    }
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const { text } = statement.moduleSpecifier;
    if (!text.startsWith('.') || !new RegExp(`\\b${name}\\b`).test(statement.importClause?.getText() ?? ''))
      continue;
    const file = path.join(path.dirname(source.fileName), `${text}.ts`);
    const there = [...sources.values()].find(({ fileName }) => fileName === file);
    return there === undefined ? null : declarationOf(name, there, sources);
  }
  return null;
}
