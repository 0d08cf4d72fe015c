import { describe, expect, it } from '@jest/globals';
import { cataloguesOf } from './catalogues.mjs';
import { differencesOf } from './differences.mjs';
import { gapsOf, misheard } from './server.mjs';
import { withoutId } from './portal.mjs';
import { localized, unmarkedLiterals } from './sources.mjs';
import { markedTexts, unmarkedTexts } from './templates.mjs';
import { idFor } from './wording.mjs';

const texts = (found) => found.map(({ text }) => text);

/** The source with every text that lacked an id given one. */
function marked(source, find) {
  const taken = new Map();
  const edits = find(source, 'a-page.html').flatMap(({ text, insert }) => {
    const id = idFor('a-page.html', text, taken);
    taken.set(id, text);
    return insert(id);
  });
  return edits
    .sort((a, b) => b[0] - a[0])
    .reduce((said, [at, what, end = at]) => said.slice(0, at) + what + said.slice(end), source);
}

describe('The texts of a template', () => {
  const page = `
    <h1 class="big">Vendors</h1>
    <a matButton><cs-icon [path]="add" />Add a vendor</a>
    <p>Asked by <strong>{{ row.by }}</strong> on {{ row.at | day }}.</p>
    @if (open()) { Nothing left } @else { <cs-note text="Still open" kind="warn-note" [id]="'not-a-text'" /> }
    <p>Countersign</p>`;

  it('are whole sentences with what is emphasised in them, and attributes that people read', () => {
    expect(texts(unmarkedTexts(page, 'a-page.html'))).toEqual([
      'Vendors',
      'Add a vendor',
      'Asked by <strong>{{ row.by }}</strong> on {{ row.at | day }}.',
      'Nothing left',
      'Still open',
    ]);
  });

  it('carry an id afterwards, read as ICU with names for their gaps, and are not found again', () => {
    const source = marked(page, unmarkedTexts);
    expect(unmarkedTexts(source, 'a-page.html')).toEqual([]);
    expect(Object.fromEntries(markedTexts(source, 'a-page.html').map(({ id, text }) => [id, text]))).toEqual({
      'a-page.vendors': 'Vendors',
      'a-page.add-a-vendor': 'Add a vendor',
      'a-page.asked-by-on': 'Asked by <strong>{by}</strong> on {at}.',
      'a-page.nothing-left': 'Nothing left',
      'a-page.still-open': 'Still open',
    });
  });
});

describe('A template that says i18n without an id', () => {
  const named = /^(.*?): i18n without an id: “(.*?)”\. Take the attribute out/;
  const told = (file, source) => withoutId(file, source).map((told) => named.exec(told)?.slice(1));

  it('is named with its line, attribute or text, each time that it stands there', () => {
    const page = `<h1 i18n="@@p.vendors">Vendors</h1>\n<p i18n>Still open</p>\n<a i18n-title title="Close">x</a>\n<p i18n>Still open</p>`;
    expect(told('p.html', page).sort()).toEqual([
      ['p.html:2', 'Still open'],
      ['p.html:3', 'Close'],
      ['p.html:4', 'Still open'],
    ]);
  });

  it('is named with the line of its file where the template stands in a component', () => {
    const component = `import { Component } from '@angular/core';\n\n@Component({\n  template: \`\n    <p i18n>Still open</p>\n  \`,\n})\nexport class Note {}`;
    expect(told('note.ts', component)).toEqual([['note.ts:5', 'Still open']]);
  });
});

it('Two links of one text end as they began, and go back to what Angular calls them', () => {
  const [two] = markedTexts(
    '<p i18n="@@p.two"><a href="/x">One</a> of <a href="/y">{{ all() }}</a></p>',
    'p.html',
  );
  expect(two?.text).toBe('<link>One</link> of <link-1>{all}</link-1>');
  const worlds = cataloguesOf(
    new Map([['p.two', { ...two, files: ['apps/portal/src/app/respond/p.html'] }]]),
    {
      'p.two': '<link-1>{all}</link-1>, davon <link>eins</link>',
    },
  );
  expect(worlds).toEqual({
    entry: {},
    staff: {},
    respond: {
      'p.two': '{$START_LINK_1}{$INTERPOLATION}{$CLOSE_LINK}, davon {$START_LINK}eins{$CLOSE_LINK}',
    },
  });
});

it('A text inside an expression of a template is found and cannot be given an id there', () => {
  const source = `<cs-note [text]="open() ? 'Still open' : closed()" />{{ kind() === 'in-review' ? 'Not yet' : '' }}`;
  expect(unmarkedTexts(source, 'a-page.html')).toEqual([
    { text: 'Still open', insert: null },
    { text: 'Not yet', insert: null },
  ]);
});

it('A choice by number that stands in no text with an id is found', () => {
  const source = '<a>{n, plural, one {One file is lost} other {Many files are lost}}</a>';
  expect(unmarkedTexts(source, 'a-page.html')).toEqual([
    { text: '{n, plural, one {One file is lost} other {Many files are lost}}', insert: null },
  ]);
  expect(unmarkedTexts(`<a i18n="@@a.b">${source}</a>`, 'a-page.html')).toEqual([]);
});

describe('The texts of a source', () => {
  const source = [
    "import { x } from './Some words here';",
    "const words = { text: 'Not answered', tone: 'quiet' };",
    'const said = `${files} of ${limit()} files`;',
    "throw new Error('Never shown to anybody');",
    "const key = kind === 'Content-Type' ? `followUps.${key}` : 'in-review';",
  ].join('\n');

  it('are literals for people, not names of the program', () => {
    expect(texts(unmarkedLiterals(source, 'a.ts'))).toEqual(['Not answered', '{files} of {limit} files']);
  });

  it('carry an id afterwards and are not found again', () => {
    const after = marked(source, unmarkedLiterals);
    expect(unmarkedLiterals(after, 'a.ts')).toEqual([]);
    expect(texts(localized(after, 'a.ts'))).toEqual(['Not answered', '{files} of {limit} files']);
  });

  it('gives an id to what is said by $localize without one, and leaves the names of its gaps', () => {
    const source = 'const a = $localize`Saved`, b = $localize`${n}:files: of ${row.limit} files`;';
    expect(texts(unmarkedLiterals(source, 'a.ts'))).toEqual(['Saved', '{files} of {limit} files']);
    expect(localized(source, 'a.ts')).toEqual([]);
    const after = marked(source, unmarkedLiterals);
    expect(unmarkedLiterals(after, 'a.ts')).toEqual([]);
    expect(texts(localized(after, 'a.ts'))).toEqual(['Saved', '{files} of {limit} files']);
  });
});

describe('A translation', () => {
  const english = {
    a: 'Saved',
    b: '{n, plural, one {# file of {who}} other {# files of {who}}}',
    c: '<strong>{n}</strong>',
  };

  it('is complete where it has every key and every gap', () => {
    const german = {
      a: 'Gespeichert',
      b: '{n, plural, one {# Datei von {who}} other {# Dateien von {who}}}',
      c: '<strong>{n}</strong>',
    };
    expect(differencesOf('de', english, german)).toEqual([]);
  });

  it('fails for a key that is missing or unknown and for a gap that differs', () => {
    expect(
      differencesOf('de', english, { b: '{n, plural, other {# Dateien}}', c: '<em>{m}</em>', d: 'Mehr' }),
    ).toEqual([
      'de: a is missing.',
      'de: b differs in {who}.',
      'de: c differs in </strong>, <strong>, {n}, </em>, <em>, {m}.',
      'de: d is nowhere in English.',
    ]);
  });
});

describe('The texts of the server', () => {
  const english = {
    'x.files': '{n, plural, one {# file} other {# files}} of {who}',
    'no-such.vendor': 'None.',
  };
  const notFound = 'const notFound = (what) => say(`no-such.${what}`);';
  const judged = (source) => misheard(english, [['libs/x.ts', source]]);

  it('are each said, whole, and say nothing that has no text', () => {
    expect(judged(`${notFound} notFound('vendor'); say('x.files', { n: 1, who });`)).toEqual([]);
    expect(judged(`${notFound} notFound('vendor'); say('x.files', { n: 1, ...rest });`)).toEqual([]);
    expect(judged(`${notFound} notFound('vendor'); say('x.files', { n: 1 });`)).toEqual([
      'libs/x.ts: x.files is said without who.',
    ]);
    expect(judged(`say('x.files', all); say('x.gone');`)).toEqual([
      'no-such.vendor is said nowhere: take it out of libs/content/src/texts/en.',
      'libs/x.ts: x.gone has no text in libs/content/src/texts/en.',
    ]);
  });

  it('have in another language the same gaps, and a word in a choice is no gap', () => {
    const same = { ...english, 'x.files': '{who}: {n, plural, one {eine} other {viele}}' };
    expect(differencesOf('de', english, same, gapsOf)).toEqual([]);
    expect(differencesOf('de', english, { 'x.files': '{n, number} {whom}' }, gapsOf)).toEqual([
      'de: x.files differs in who, whom.',
      'de: no-such.vendor is missing.',
    ]);
  });
});
