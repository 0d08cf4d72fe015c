import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { nodesOf, portalSources, type Route, Senders, shownBy } from '../ui/form/testing/portal-sources';

const LIBS = path.resolve(__dirname, '../../../../../libs');
const VERBS: Readonly<Record<string, string>> = {
  Post: 'post',
  Put: 'put',
  Delete: 'delete',
  Patch: 'patch',
};
/** Whoever has signed in may the one, and whoever has any role the other: it opens the pages at all. */
const FOR_EVERYBODY = ['account.own', 'vendor.read'];

interface RightOf extends Route {
  readonly right: string;
}

/** `@Allow('vendor.write')` beside `@Post(':id/archive')`, of every controller. */
function rightsOfTheApi(): readonly RightOf[] {
  return readdirSync(LIBS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.controller.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .flatMap((file) => {
      const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
      return nodesOf(source, ts.isClassDeclaration).flatMap((controller) => {
        const base = named(controller, 'Controller');
        if (base === undefined) return [];
        return controller.members.filter(ts.isMethodDeclaration).flatMap((method) =>
          Object.entries(VERBS).flatMap(([decorator, verb]) => {
            const below = named(method, decorator);
            const right = named(method, 'Allow');
            return below === undefined || !right ? [] : [{ verb, path: addressOf(base, below), right }];
          }),
        );
      });
    });
}

/** The text of a decorator; empty where it has none, undefined where it is not there. */
function named(on: ts.HasDecorators, name: string): string | undefined {
  const call = (ts.getDecorators(on) ?? [])
    .map(({ expression }) => expression)
    .find((one) => ts.isCallExpression(one) && one.expression.getText() === name);
  if (call === undefined || !ts.isCallExpression(call)) return undefined;
  const [text] = call.arguments;
  return text !== undefined && ts.isStringLiteralLike(text) ? text.text : '';
}

function addressOf(base: string, below: string): string {
  const parts = ['api', base, below].filter((part) => part !== '').join('/');
  return `/${parts.replace(/:\w+/g, '{}')}`;
}

/** A part that is put in may stand for a step, such as `deactivate`. */
function isAt(asked: Route, known: Route): boolean {
  const [one, other] = [asked.path.split('/'), known.path.split('/')];
  return (
    asked.verb === known.verb &&
    one.length === other.length &&
    one.every((part, at) => part === '{}' || part === other[at])
  );
}

/** Which right the way to a page asks for, and which pieces show which. */
class WaysThrough {
  readonly #sources = portalSources();
  readonly #senders = new Senders(this.#sources.values());
  readonly #shown = new Map([...this.#sources].map(([file, source]) => [file, shownBy(source)]));
  readonly #guarded = this.#guards();

  /** Components that send what only some may, in which nothing on the way asks whether one may. */
  unasked(rights: readonly RightOf[]): readonly string[] {
    return [...this.#sources]
      .filter(([file]) => !file.endsWith('-client.ts'))
      .flatMap(([file, source]) => {
        const needed = nodesOf(source, ts.isClassDeclaration)
          .filter((one) =>
            ts.getDecorators(one)?.some(({ expression }) => expression.getText().startsWith('Component')),
          )
          .flatMap((one) => one.members.flatMap((member) => this.#senders.routesOf(member)))
          .flatMap((route) => rights.filter((known) => isAt(route, known)))
          .map(({ right }) => right);
        return [...new Set(needed)]
          .filter((right) => !FOR_EVERYBODY.includes(right) && !this.#asks(file, right))
          .map((right) => `${file}: ${right}`);
      });
  }

  #asks(file: string, right: string, seen: readonly string[] = []): boolean {
    if (seen.includes(file)) return false;
    if (new RegExp(`may\\(\\s*'${right.replace('.', '\\.')}'`).test(this.#shown.get(file) ?? '')) return true;
    if (this.#choosesBetween(file, right)) return true;
    if (this.#guarded.get(file)?.includes(right) === true) return true;
    const selector = /selector: '([^']+)'/.exec(this.#sources.get(file)?.text ?? '')?.[1];
    const holders = [...this.#shown].filter(
      ([other, text]) =>
        other !== file && selector !== undefined && new RegExp(`<${selector}[\\s>/]`).test(text),
    );
    return holders.length > 0 && holders.every(([other]) => this.#asks(other, right, [...seen, file]));
  }

  /** `may(line.forRisk ? 'engagement.approve' : 'assessment.review')`. */
  #choosesBetween(file: string, right: string): boolean {
    return (
      new RegExp(`may\\([^)]*\\? '[\\w.]+' : '[\\w.]+'\\)`)
        .exec(this.#shown.get(file) ?? '')?.[0]
        .includes(`'${right}'`) === true
    );
  }

  #guards(): ReadonlyMap<string, readonly string[]> {
    const guarded = new Map<string, string[]>();
    for (const [file, source] of this.#sources) {
      if (!file.endsWith('.routes.ts')) continue;
      for (const route of nodesOf(source, ts.isObjectLiteralExpression)) {
        const page = /loadComponent: \(\) => import\('([^']+)'\)/.exec(ownText(route))?.[1];
        if (page === undefined) continue;
        const around: ts.Node[] = [];
        for (let at: ts.Node | undefined = route; at !== undefined; at = at.parent) around.push(at);
        const asked = around
          .filter(ts.isObjectLiteralExpression)
          .flatMap((one) =>
            [...ownText(one).matchAll(/mayGuard\('([^']+)'\)/g)].map(([, right]) => right ?? ''),
          );
        guarded.set(path.join(path.dirname(file), `${page}.ts`), asked);
      }
    }
    return guarded;
  }
}

/** Without what stands below it under `children`. */
function ownText(route: ts.ObjectLiteralExpression): string {
  return route.properties
    .filter(({ name }) => name?.getText() !== 'children')
    .map((property) => property.getText())
    .join(',\n');
}

describe('What only some may do', () => {
  it('is offered nowhere without asking whether one may', () => {
    const rights = rightsOfTheApi();
    expect(rights.length).toBeGreaterThan(80);
    expect(new WaysThrough().unasked(rights)).toEqual([]);
  });
});
