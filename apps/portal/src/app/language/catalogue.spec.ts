import { catalogue, settleLanguage } from './catalogue';
import { language, speak } from './reader';

describe('The catalogue of a language', () => {
  let asked: string[];

  function serve(files: Readonly<Record<string, unknown>>): void {
    asked = [];
    globalThis.fetch = (path) => {
      asked.push(String(path));
      const body = files[String(path)];
      return Promise.resolve({ ok: body !== undefined, json: () => Promise.resolve(body) } as Response);
    };
  }

  const german = { 'x.saved': 'Gespeichert', 'x.files': '{$n} Dateien von {$who}' };
  const said = (n: number) =>
    [$localize`:@@x.saved:Saved`, $localize`:@@x.files:${n}:n: files of ${'Ada'}:who:`] as const;

  afterEach(() => {
    localStorage.clear();
    speak('en', { name: 'English', formats: 'en-IE' });
  });

  it('is not asked for by whoever reads English', async () => {
    serve({});
    localStorage.setItem('countersign.language', 'en-GB');
    await settleLanguage();
    await catalogue('staff');
    expect(asked).toEqual([]);
    expect(said(3)).toEqual(['Saved', '3 files of Ada']);
  });

  it('leaves the page English where the language is not offered or nothing answers', async () => {
    localStorage.setItem('countersign.language', 'is');
    serve({ '/texts/languages.json': { en: { name: 'English', formats: 'en-IE' } } });
    await settleLanguage();
    globalThis.fetch = () => Promise.reject(new TypeError('offline'));
    await settleLanguage();
    expect(language()).toBe('en');
  });

  it('comes by world, the entry first, and is fetched once', async () => {
    localStorage.setItem('countersign.language', 'de-AT');
    serve({
      '/texts/languages.json': { de: { name: 'Deutsch', formats: 'de-DE' } },
      '/texts/de/entry.json': german,
      '/texts/de/respond.json': {},
    });
    await settleLanguage();
    await catalogue('respond');
    await catalogue('respond');
    expect(asked).toEqual(['/texts/languages.json', '/texts/de/entry.json', '/texts/de/respond.json']);
    expect(said(3)).toEqual(['Gespeichert', '3 Dateien von Ada']);
  });
});
