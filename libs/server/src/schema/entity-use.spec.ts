import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { entities } from './entities';

const root = resolve(__dirname, '../../../..');

/** Each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  DisposedRowEntity:
    'filled by the functions that take rows for good, in the same act; the verifier joins it for its digest alone',
  MailDayEntity:
    'nothing fills it yet: it is for the cap of reminders a day, which comes with the digest; retention empties it',
  StandingHistoryEntity:
    'written beside the standing by the statement that moves it, over one list of columns',
};

const isListOfEntities = (file: string) => basename(file) === 'entities.ts';
const sources = globSync('{libs,apps}/*/src/**/*.ts', {
  cwd: root,
  exclude: (file) => file.includes('node_modules'),
})
  .filter(
    (file) => !file.endsWith('.spec.ts') && !file.startsWith('libs/testing/') && !isListOfEntities(file),
  )
  .map((file) => ({ file, text: readFileSync(resolve(root, file), 'utf8') }));

/** The sources that work with an entity: by its commands, or by the types of its columns. */
function usersOf(name: string): string[] {
  const word = new RegExp(`\\b${name}\\b`);
  const declaration = new RegExp(`export class ${name}\\b`);
  return sources.filter(({ text }) => word.test(text) && !declaration.test(text)).map(({ file }) => file);
}

describe('An entity', () => {
  const unused = entities
    .map((entity) => (typeof entity === 'function' ? entity.name : ''))
    .filter((name) => usersOf(name).length === 0);

  it('is what some code writes by or reads as, and not only described for the drift check', () => {
    expect(unused.sort()).toEqual(Object.keys(exceptions).sort());
  });

  it('is looked for in the sources of the product', () => {
    expect(sources.length).toBeGreaterThan(500);
    expect(usersOf('MemberEntity')).toContain('libs/identity/src/password-reset/password-changes.ts');
    expect(usersOf('NobodyEntity')).toEqual([]);
  });
});
