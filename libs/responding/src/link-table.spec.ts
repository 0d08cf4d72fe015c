import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LINK_STATES } from './link-state';

const ROOT = join(__dirname, '../../..');
const rows = readFileSync(join(ROOT, 'docs/links.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('The table of what links lead to', () => {
  it('has every state that a link can be in', () => {
    const states = rows.map(([, state]) => state);
    const named = LINK_STATES.filter((state) => state !== 'open');
    expect(states).toEqual(expect.arrayContaining(['fresh', ...named]));
    expect(new Set(states).size).toBe(states.length);
  });

  it.each(rows.map(([, state = '', , step = '', tests = '']) => ({ state, step, tests })))(
    'names for "$state" a next step and tests that there are',
    ({ step, tests }) => {
      expect(step).not.toBe('');
      const named = [...tests.matchAll(/`([^`]+)`: ([^`;]+(?:;(?! `)[^`;]+)*)/g)];
      expect(named.length).toBeGreaterThan(0);
      for (const [, file = '', titles = ''] of named) {
        expect(existsSync(join(ROOT, file))).toBe(true);
        const spec = readFileSync(join(ROOT, file), 'utf8');
        for (const title of titles.split(' · ')) expect(spec).toContain(`'${title.trim()}'`);
      }
    },
  );
});
