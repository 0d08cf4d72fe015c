import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { NewContact, NewVendor } from '@countersign/portfolio';

const libraries = join(__dirname, '../../..');

/** Each field of a form that is called a name, a title or a label, with what stands above it. */
function namesOfForms(): { readonly where: string; readonly above: string }[] {
  const files = readdirSync(libraries, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?:\.dto|-request\.dto)\.ts$/.test(name),
  );
  return files.flatMap((file) => {
    const blocks = readFileSync(join(libraries, file), 'utf8').split(/\n\s*\n/);
    return blocks
      .filter(
        (block) =>
          /^ +(?:readonly )?(?:name|title|label): string/m.test(block) &&
          (block.includes('@IsString') || block.includes('@OneLine') || block.includes('@TrimmedText')),
      )
      .map((above) => ({ where: file, above }));
  });
}

describe('A name', () => {
  it.each([
    ['Acme\tLtd', 'Acme Ltd'],
    ['\u202Eexe.\u202Cfdp', 'exe.fdp'],
    ['\u2066Acme\u2069\u200E\u061C\uFEFF', 'Acme'],
    [' Ana  María ', 'Ana María'],
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
    ['Zoë O’Hara-Ōtani', 'Zoë O’Hara-Ōtani'],
    ['\u200C\u200D', ''],
  ])('%j is kept as %j: one line, read in one direction', (given, kept) => {
    expect(plainToInstance(NewVendor, { name: given }).name).toBe(kept);
    expect(plainToInstance(NewContact, { name: given, title: given })).toMatchObject({
      name: kept,
      title: kept,
    });
  });

  it('of nothing that can be seen is none', () => {
    expect(plainToInstance(NewVendor, { name: '\u202E\n\u200E' }).name).toBe('');
  });

  it('goes through one place in every form', () => {
    const names = namesOfForms();
    expect(names.length).toBeGreaterThan(10);
    expect(
      names
        .filter(({ above }) => !/@Transform\(inOneLine\)|@OneLine\(/.test(above))
        .map(({ where }) => where),
    ).toEqual([]);
  });
});
