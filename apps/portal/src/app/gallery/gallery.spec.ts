import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const APP = join(__dirname, '..');

/** Pieces that have no look of their own, or are opened by a button of the gallery. */
const NOT_WRITTEN_THERE: Readonly<Record<string, string>> = {
  'cs-choice-filter': 'within cs-list-filter',
  'cs-confirm-dialog': '"Ask a question" opens it',
  'cs-search-field': 'the plain field that the search of cs-list stands in',
  'cs-support-reference': 'a part of every problem that the gallery shows',
  'cs-way-up': 'the way up that cs-page-header and cs-object-header lead with',
  csHeading: 'the heading of cs-page-header and cs-object-header',
  csTakesFocus: 'moves the focus, and shows nothing',
};

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(APP, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec)\.(ts|html)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** `cs-list`, or the attribute by which a directive is put on. */
const piecesOf = (source: string): readonly string[] =>
  [...source.matchAll(/selector: '(?:(cs-[a-z-]+)|[a-z0-9-]*\[(cs\w+)\])'/g)].map(
    ([, element, attribute]) => element ?? attribute ?? '',
  );

describe('The gallery', () => {
  const pieces = sourcesIn('ui').flatMap(piecesOf);
  const shown = sourcesIn('gallery').join('\n');
  const isShown = (piece: string) => new RegExp(`(<|\\s|\\[)${piece}(?![\\w-])`).test(shown);

  it('shows every piece of ui/', () => {
    expect(pieces.length).toBeGreaterThan(30);
    const missing = pieces.filter((piece) => !isShown(piece));
    expect(missing.sort()).toEqual(Object.keys(NOT_WRITTEN_THERE).sort());
  });
});
