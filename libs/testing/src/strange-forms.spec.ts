import { hardTextsOf, strangeFormsOf } from './strange-forms';

const form = { name: 'Acme', contact: { email: 'a@acme.example' }, tags: ['one'] };

describe('Strange forms', () => {
  it('have one strange thing in each place, and leave the rest and the form itself alone', () => {
    const forms = strangeFormsOf(form);
    const texts = forms.map((one) => JSON.stringify(one));
    expect(forms).toContainEqual({ ...form, contact: { email: null } });
    expect(forms).toContainEqual({ ...form, tags: [-1] });
    expect(texts.every((text) => text !== JSON.stringify(form))).toBe(true);
    expect(form).toEqual({ name: 'Acme', contact: { email: 'a@acme.example' }, tags: ['one'] });
  });

  it('come with each text as long as an ordinary body can be', () => {
    for (const one of hardTextsOf(form)) {
      const length = Buffer.byteLength(JSON.stringify(one));
      expect(length).toBeGreaterThan(9_000);
      expect(length).toBeLessThan(11_000);
    }
  });
});
