import { Typesetter } from './typesetter';

const template = `#let paper = json("data.json")
#set document(title: paper.title, date: none)
#set text(lang: "en", font: "Source Sans 3")
#title()
#for line in paper.lines [#par(line)]`;

describe('a paper', () => {
  const typesetter = new Typesetter();
  const setOf = (lines: readonly string[]) => typesetter.set({ template, data: { title: 'A paper', lines } });
  const bytesOf = async (lines: readonly string[]) => {
    const set = await setOf(lines);
    if (set.kind !== 'set') throw new Error(set.kind);
    return set.bytes;
  };

  it('is a tagged PDF with a title and a language', async () => {
    const text = (await bytesOf(['One line.'])).toString('latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(text).toContain('pdfuaid:part');
    expect(text).toContain('/Lang (en)');
  });

  it('is the same to the byte each time', async () => {
    expect(await bytesOf(['Twice.'])).toEqual(await bytesOf(['Twice.']));
  });

  it('takes what people write as text, and reads no file for it', async () => {
    const hostile = ['#read("/etc/passwd")', '*bold* $x$ <label> @ref \\', '#panic("no")', '= Heading'];
    await expect(setOf(hostile)).resolves.toMatchObject({ kind: 'set' });
  });

  it('gives a character that no font has by its number, and is made all the same', async () => {
    expect(await bytesOf(['Due 20d \u{1f389}'])).toEqual(await bytesOf(['Due 20d [U+1F389]']));
    const family = 'Due 20d \u{1f469}\u200d\u{1f467}';
    expect(await bytesOf([family])).toEqual(await bytesOf(['Due 20d [U+1F469][U+1F467]']));
  });

  it('that cannot be set fails, and the next one is set', async () => {
    const log = jest.spyOn(typesetter['logger'], 'error').mockImplementation();
    await expect(typesetter.set({ template: '#nothing', data: {} })).resolves.toEqual({ kind: 'failed' });
    expect(log).toHaveBeenCalledTimes(1);
    await expect(setOf(['Next'])).resolves.toMatchObject({ kind: 'set' });
  });

  it('is refused where too many wait', async () => {
    const all = await Promise.all(Array.from({ length: 22 }, (_, at) => setOf([`Paper ${at}`])));
    expect(all.filter(({ kind }) => kind === 'busy')).toHaveLength(2);
    expect(all.filter(({ kind }) => kind === 'set')).toHaveLength(20);
  });
});
