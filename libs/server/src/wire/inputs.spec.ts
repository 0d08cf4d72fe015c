import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');

/** Fields that have a rule which no other has; by file, what they take. Whatever repeats belongs to the kit. */
const exceptions: Readonly<Record<string, readonly string[]>> = {};

const forms = globSync('libs/*/src/**/*.dto.ts', { cwd: root }).map((file) => ({
  file,
  text: readFileSync(resolve(root, file), 'utf8'),
}));

/** What a file takes from the packages that the kit is made of. */
function takenByHand(text: string): readonly string[] {
  const imports = [...text.matchAll(/import \{([^}]*)\} from '(?:class-validator|class-transformer)';/g)];
  return imports
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .sort();
}

describe('The fields of forms', () => {
  it('are inputs of the kit, which describe and check in one word', () => {
    const byHand = forms
      .map(({ file, text }) => [file, takenByHand(text)] as const)
      .filter(([, names]) => names.length > 0);
    expect(Object.fromEntries(byHand)).toEqual(exceptions);
  });

  it('would be told apart from one that is decorated by hand', () => {
    const byHand =
      "import { IsString, MaxLength } from 'class-validator';\nimport { Type } from 'class-transformer';";
    expect(takenByHand(byHand)).toEqual(['IsString', 'MaxLength', 'Type']);
    expect(forms.length).toBeGreaterThan(30);
  });
});
