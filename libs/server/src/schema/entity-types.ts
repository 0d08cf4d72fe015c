import { dirname, resolve } from 'node:path';
import ts from 'typescript';

/** What TypeScript believes of a column. */
export interface BelievedColumn {
  readonly kind: 'text' | 'number' | 'boolean' | 'bytes' | 'texts' | 'document';
  readonly mayBeNull: boolean;
  /** The words it may hold, where the type names them. */
  readonly words: readonly string[] | null;
}

export interface BelievedRow {
  readonly columns: ReadonlyMap<string, BelievedColumn>;
  /** The columns that a new row may leave to the database. */
  readonly byDefault: readonly string[];
}

/** The entities of these files as the compiler reads them, by the name of their class. */
export function believedRows(root: string, files: readonly string[]): ReadonlyMap<string, BelievedRow> {
  const program = ts.createProgram([...files], compilerOptions(root));
  const checker = program.getTypeChecker();
  const rows = new Map<string, BelievedRow>();
  for (const file of files) {
    program.getSourceFile(file)?.forEachChild((node) => {
      if (ts.isClassDeclaration(node) && node.name) rows.set(node.name.text, believedRow(checker, node));
    });
  }
  return rows;
}

function compilerOptions(root: string): ts.CompilerOptions {
  const path = resolve(root, 'tsconfig.node.json');
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, dirname(path)).options;
}

function believedRow(checker: ts.TypeChecker, node: ts.ClassDeclaration): BelievedRow {
  const columns = new Map<string, BelievedColumn>();
  let byDefault: readonly string[] = [];
  for (const member of node.members.filter(ts.isPropertyDeclaration)) {
    const name = member.name.getText();
    const type = checker.getTypeAtLocation(member);
    if (name === 'byDefault') byDefault = wordsOf(partsOf(type)) ?? [];
    else columns.set(name, believed(checker, type));
  }
  return { columns, byDefault };
}

function believed(checker: ts.TypeChecker, type: ts.Type): BelievedColumn {
  const parts = partsOf(type);
  const held = parts.filter((part) => !(part.flags & ts.TypeFlags.Null));
  const kinds = new Set(held.map((part) => kindOf(checker, part)));
  const [kind = 'document'] = kinds;
  return {
    kind: kinds.size === 1 ? kind : 'document',
    mayBeNull: held.length < parts.length,
    words: wordsOf(held),
  };
}

function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

function wordsOf(parts: readonly ts.Type[]): readonly string[] | null {
  const words = parts.filter((part) => part.isStringLiteral()).map(({ value }) => value);
  return words.length === parts.length ? words.sort() : null;
}

function kindOf(checker: ts.TypeChecker, type: ts.Type): BelievedColumn['kind'] {
  if (type.flags & ts.TypeFlags.StringLike) return 'text';
  if (type.flags & ts.TypeFlags.NumberLike) return 'number';
  if (type.flags & ts.TypeFlags.BooleanLike) return 'boolean';
  if (type.getSymbol()?.name === 'Buffer') return 'bytes';
  const item = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
  return item !== undefined && partsOf(item).every((part) => part.flags & ts.TypeFlags.StringLike)
    ? 'texts'
    : 'document';
}
