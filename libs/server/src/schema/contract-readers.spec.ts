import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { uncountedContracts, writtenSql } from './written-sql';

const root = join(__dirname, '../../../..');

/** Statements that mean void contracts as well: how many in each file, and why. */
const VOID_TOO: Readonly<Record<string, readonly [number, string]>> = {
  'libs/audit/src/trail/audit.reader.ts': [1, 'the trail names what each line is about'],
  'libs/contracts/src/clauses/clause-marks.ts': [
    1,
    'whoever marks a clause has locked the contract and asked',
  ],
  'libs/contracts/src/contracts/contract-desk.ts': [1, 'locks it; whether it is void is asked right after'],
  'libs/contracts/src/contracts/contract-locks.ts': [1, 'locks them; whether one is void is asked after'],
  'libs/contracts/src/contracts/contract-mail-subject.ts': [
    1,
    'whose mail it is; whether it still goes is asked after',
  ],
  'libs/contracts/src/contracts/contract-milestones.ts': [1, 'what rested when it became void'],
  'libs/contracts/src/contracts/contract.reader.ts': [1, 'the page of a void contract'],
  'libs/contracts/src/contracts/details.reader.ts': [1, 'the page of a void contract'],
  'libs/contracts/src/contracts/voiding.service.ts': [1, 'why it was void, when it is brought back'],
  'libs/demonstration/src/stage.ts': [1, 'the revision of one that was just recorded'],
  'libs/notes/src/note-mail-subject.ts': [1, 'a note stays with its contract'],
  'libs/notes/src/note.reader.ts': [2, 'a note stays with its contract'],
  'libs/notes/src/note.service.ts': [1, 'why it is void may be noted'],
  'libs/notifications/src/held-for-mail.ts': [1, 'a lock'],
};

describe('What reads contracts', () => {
  it('says whether it means void ones', () => {
    const folders = readdirSync(join(root, 'libs'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['testing', 'api-types'].includes(entry.name))
      .map(({ name }) => `libs/${name}/src`);
    const found = new Map<string, number>();
    for (const { file, text } of writtenSql(root, folders)) {
      const count = uncountedContracts(text);
      if (count > 0) found.set(file, (found.get(file) ?? 0) + count);
    }
    const expected = Object.entries(VOID_TOO).map(([file, [count]]) => [file, count]);
    expect([...found].sort()).toEqual(expected.sort());
  });

  it('is found where it says nothing', () => {
    expect(uncountedContracts('select from app.contract c where c.state')).toBe(1);
    expect(uncountedContracts('select from app.contract c where app.contract_counts(c)')).toBe(0);
    expect(uncountedContracts('select from app.contract_term t join app.contract other on true')).toBe(1);
    expect(uncountedContracts('update app.contract set owner_id = null')).toBe(1);
  });
});
