import { expect, it } from '@jest/globals';
import { root } from '../node/root.mjs';
import { areasOf, chosenAreas } from './areas.mjs';

it('is a library, an app, a feature or a part of the portal, each by its name', () => {
  expect(chosenAreas(['domain'], root)).toEqual({ folders: ['libs/domain'], projects: ['domain'] });
  expect(chosenAreas(['portfolio'], root)).toEqual({ folders: ['libs/portfolio'], projects: ['server'] });
  expect(chosenAreas(['retention'], root).folders).toContain('libs/organisation/src/retention');
  expect(chosenAreas(['worker'], root).projects).toEqual(['worker']);
});

it('is both sides where both have the name, and a folder once that lies in another', () => {
  expect(chosenAreas(['contracts'], root)).toEqual({
    folders: ['apps/portal/src/app/staff/contracts', 'libs/contracts'],
    projects: ['portal', 'server'],
  });
  expect(chosenAreas(['approvals', 'portfolio'], root).folders).toEqual(['libs/portfolio']);
});

it('is refused with the list where nobody knows it', () => {
  expect(() => chosenAreas(['contracts', 'vendor'], root)).toThrow(
    /^There is no area "vendor" that has specs\. Name one of these: .*\bcontracts\b.*\bvendors\b.*\.$/,
  );
});

it('leaves out what has no specs', () => {
  expect(areasOf(root).has('contracts')).toBe(true);
  expect(areasOf(root).has('api-types')).toBe(false);
});
