import { suggestSlug } from './slug';

describe('The suggested short name', () => {
  it.each([
    ['Harborline Benefits, Inc.', 'harborline-benefits'],
    ['Brontë & Söhne GmbH', 'bronte-sohne'],
    ['St. Mary’s Hospital', 'st-marys-hospital'],
    ['  ', ''],
    ['株式会社', ''],
    [
      'The Commonwealth Board of Registration in Allied Health Professions',
      'the-commonwealth-board-of-registration',
    ],
    ['x'.repeat(60), 'x'.repeat(40)],
  ])('of “%s” is “%s”', (name, slug) => expect(suggestSlug(name)).toBe(slug));
});
