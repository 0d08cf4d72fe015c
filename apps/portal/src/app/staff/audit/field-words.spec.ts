import path from 'node:path';
import ts from 'typescript';
import { FIELD_WORDS, fieldInWords } from './field-words';

const ROOT = path.resolve(__dirname, '../../../../../..');
const SIDES = new Set(['before', 'after', 'detail']);
/** The catalogue of facts has their words. */
const WORDED_ELSEWHERE = 'intake';

function serverProgram(): ts.Program {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.node.json'), (file) =>
    ts.sys.readFile(file),
  ) as { config: unknown };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const files = fileNames.filter((file) => /\/libs\//.test(file) && !/\.spec\.ts$|\/testing\//.test(file));
  return ts.createProgram(files, { ...options, noEmit: true });
}

/** The fields of every line of the trail, at any depth, as the types of the server's sources name them. */
class TrailFields {
  readonly fields = new Map<string, string>();
  /** Fields whose value has keys that no type names. */
  readonly open = new Set<string>();
  readonly #checker: ts.TypeChecker;
  readonly #calls = new Map<ts.Node, ts.CallExpression[]>();

  constructor(program: ts.Program) {
    this.#checker = program.getTypeChecker();
    const own = program.getSourceFiles().filter(({ fileName }) => /\/libs\/.*(?<!\.d)\.ts$/.test(fileName));
    const told: (ts.PropertyAssignment | ts.ShorthandPropertyAssignment)[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) this.#noteCall(node);
      if (this.#isSideOfALine(node)) told.push(node);
      ts.forEachChild(node, visit);
    };
    own.forEach((source) => ts.forEachChild(source, visit));
    for (const side of told) {
      const value = ts.isPropertyAssignment(side) ? side.initializer : side.name;
      for (const from of this.#whereItComesFrom(value, side)) {
        this.#collect(this.#checker.getTypeAtLocation(from), from, side.name.getText());
      }
    }
  }

  #noteCall(call: ts.CallExpression): void {
    if (!ts.isPropertyAccessExpression(call.expression)) return;
    if (call.expression.expression.kind !== ts.SyntaxKind.ThisKeyword) return;
    const declaration = this.#checker.getResolvedSignature(call)?.declaration;
    if (declaration === undefined) return;
    this.#calls.set(declaration, [...(this.#calls.get(declaration) ?? []), call]);
  }

  #isSideOfALine(node: ts.Node): node is ts.PropertyAssignment | ts.ShorthandPropertyAssignment {
    if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return false;
    if (!ts.isObjectLiteralExpression(node.parent) || !SIDES.has(node.name.getText())) return false;
    const beside = node.parent.properties.map((property) => property.name?.getText());
    const expected = this.#checker.getContextualType(node.parent)?.getProperties() ?? [];
    const names = [...beside, ...expected.map(({ name }) => name)];
    return names.includes('what') && names.includes('object');
  }

  /** What is handed on by a method of the class is what its callers give. */
  #whereItComesFrom(value: ts.Node, side: ts.Node): readonly ts.Node[] {
    const symbol = ts.isShorthandPropertyAssignment(side)
      ? this.#checker.getShorthandAssignmentValueSymbol(side)
      : this.#checker.getSymbolAtLocation(value);
    const parameter = symbol?.valueDeclaration;
    if (parameter === undefined || !ts.isParameter(parameter)) return [value];
    const place = parameter.parent.parameters.indexOf(parameter);
    const given = (this.#calls.get(parameter.parent) ?? []).flatMap((call) => call.arguments[place] ?? []);
    return given.length === 0 ? [value] : given;
  }

  #collect(type: ts.Type, at: ts.Node, within: string): void {
    if (type.isUnion()) {
      type.types.forEach((one) => this.#collect(one, at, within));
    } else if (this.#checker.isArrayType(type) || this.#checker.isTupleType(type)) {
      this.#checker
        .getTypeArguments(type as ts.TypeReference)
        .forEach((one) => this.#collect(one, at, within));
    } else if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) {
      this.#collectFields(type, at, within);
    }
  }

  #collectFields(type: ts.Type, at: ts.Node, within: string): void {
    const properties = this.#checker.getPropertiesOfType(type);
    const names = properties.map(({ name }) => name).sort();
    // what the product itself says comes to the portal in words
    if (names.join() === 'code,parameters' || within === WORDED_ELSEWHERE) return;
    if (type.symbol?.name === 'Date') return;
    if (this.#checker.getIndexInfosOfType(type).length > 0) this.open.add(within);
    for (const property of properties.filter(({ name }) => !name.startsWith('__'))) {
      this.fields.set(property.name, path.relative(ROOT, at.getSourceFile().fileName));
      this.#collect(this.#checker.getTypeOfSymbolAtLocation(property, at), at, property.name);
    }
  }
}

describe('The fields of the audit trail', () => {
  const { fields, open } = new TrailFields(serverProgram());

  it('are found in the sources of the server, those too that a method hands on', () => {
    expect([...fields.keys()]).toEqual(
      expect.arrayContaining(['closesDays', 'contactName', 'receivedOn', 'ratingThen', 'way']),
    );
    expect(fields.size).toBeGreaterThan(120);
  });

  it('each have a text', () => {
    const lacking = [...fields].filter(([name]) => !Object.hasOwn(FIELD_WORDS, name));
    expect(lacking.map(([name, file]) => `${name} of ${file}`)).toEqual([]);
  });

  it('have names that a type says, but for counts by table and kind and for limits, which have a text each', () => {
    expect([...open].sort()).toEqual(['after', 'before', 'mails', 'rows']);
    for (const limit of ['filesPerAssessment', 'bytesPerAssessment', 'bytesOfOrganisation'])
      expect(Object.hasOwn(FIELD_WORDS, limit)).toBe(true);
  });

  it('say that they are unknown where this version does not know them', () => {
    expect(fieldInWords('goneLongAgo')).toBe('Field “goneLongAgo”');
  });
});
