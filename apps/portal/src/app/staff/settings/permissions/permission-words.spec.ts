import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PERMISSION_WORDS } from './permission-words';

const TABLE = path.resolve(__dirname, '../../../../../../../libs/platform/src/auth/permissions.ts');

describe('The words of the permissions', () => {
  it('cover exactly what the server knows', () => {
    const list = /export const permissions = \[([^\]]+)\]/.exec(readFileSync(TABLE, 'utf8'))?.[1] ?? '';
    const known = [...list.matchAll(/'([^']+)'/g)].map(([, permission]) => permission);
    expect(known.length).toBeGreaterThan(10);
    expect(Object.keys(PERMISSION_WORDS).sort()).toEqual([...known].sort());
  });

  it('name no code and differ from one another', () => {
    const texts = Object.values(PERMISSION_WORDS).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text).not.toMatch(/[._]/);
  });
});
