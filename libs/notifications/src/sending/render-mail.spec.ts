import { mailTemplates, STUB_LANGUAGE, type MailKind, type MailTemplate } from '@countersign/content';
import { gapsOf, offerStubLanguage } from '@countersign/platform';
import { takenNames } from '@countersign/testing';
import { renderMail } from './render-mail';

const template = mailTemplates['assessment-receipt'];
const facts = {
  organisationName: 'Buyer',
  recipientName: 'Vera',
  vendorName: 'Harbor',
  serviceName: 'Payroll',
  receipt: 'R-1',
  submittedBy: 'Vera',
  submittedAt: '2026-11-27T15:00:00Z',
  askerName: 'Kim',
  askerEmail: 'kim@buyer.example',
  questions: 0,
  attachment: '',
};
const receipt = (wishes: Partial<typeof facts>) =>
  renderMail({ template, facts: { ...facts, ...wishes }, link: 'https://risk.example/', language: 'en' });

describe('A mail', () => {
  it('keeps its subject one line, whatever a name holds', () => {
    const { subject } = receipt({ serviceName: 'Payroll\r\nBcc: everybody@buyer.example' });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(subject).toContain('Payroll Bcc: everybody@buyer.example');
  });

  it('shows what people typed as text, and never as markup', () => {
    const { html, text } = receipt({ vendorName: '<img src=x onerror="alert(1)"> & Sons' });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; Sons');
    expect(text).toContain('<img src=x onerror="alert(1)"> & Sons');
  });

  it('sets a name apart that is read from the right, so that what stands beside it keeps its place', () => {
    const { subject, text, html } = receipt({ vendorName: 'שלום 3', serviceName: 'Payroll' });
    expect(text).toContain('\u2068שלום 3\u2069');
    expect(html).toContain('\u2068שלום 3\u2069');
    expect(subject).not.toContain('\u2068Payroll');
  });

  it('is the same but for the name, whichever name of the corpus it is', () => {
    const shape = ({ subject, text, html }: ReturnType<typeof receipt>, name: string) => {
      const escaped = name.replace(
        /[&<>"']/g,
        (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign,
      );
      const without = (part: string, written: string) =>
        part.split(`\u2068${written}\u2069`).join('@').split(written).join('@');
      return [without(subject, name), without(text, name), without(html, escaped)];
    };
    const expected = shape(receipt({ vendorName: '@@' }), '@@');
    // A single letter stands in the text's own words too.
    for (const [, name] of takenNames.filter(([, kept]) => kept.length > 2 && kept !== 'null'))
      expect([name, shape(receipt({ vendorName: name, serviceName: facts.serviceName }), name)]).toEqual([
        name,
        expected,
      ]);
  });

  it('fills a fact in once: a name in braces stays what was typed', () => {
    expect(receipt({ vendorName: '{receipt}' }).text).toContain('the answers of {receipt} about');
  });

  it('is not written while a fact is unknown, and leaves out the paragraph of an empty one', () => {
    const { receipt: _unknown, ...rest } = facts;
    const mail = { template, link: 'https://risk.example/', language: 'en' };
    expect(() => renderMail({ ...mail, facts: rest })).toThrow(/receipt/);
    expect(renderMail({ ...mail, facts: { ...rest, receipt: '' } }).text).not.toContain('Receipt:');
  });
});

describe('Every mail that ships', () => {
  beforeAll(() => offerStubLanguage());

  const kinds = Object.keys(mailTemplates) as MailKind[];
  /** Facts without a letter, so that whatever is plain comes from a text. */
  const digits = (template: MailTemplate) =>
    Object.fromEntries(
      [
        template.title,
        template.subject,
        template.why,
        ...template.paragraphs,
        ...(template.action === null ? [] : [template.action]),
        'frame.sent-by' as const,
      ]
        .flatMap(gapsOf)
        .map((name) => [name, '4711']),
    );

  it.each(kinds)(
    '%s is written in the language of whoever gets it, without one English word left',
    (kind) => {
      const template: MailTemplate = mailTemplates[kind];
      const mail = { template, facts: digits(template), link: 'https://4711/' };
      const { subject, text, html } = renderMail({ ...mail, language: STUB_LANGUAGE });
      const heard = [...html.matchAll(/\b(?:alt|title|aria-label)="([^"]*)"/g)].map(([, words]) => words);
      const read = [subject, text, ...heard, html.replace(/<style.*?<\/style>|<[^>]*>/gs, '')].join('\n');
      expect(read.replaceAll(/https:\/\/4711\/|\bUTC\b/g, '').match(/[A-Za-z]{2,}/g) ?? []).toEqual([]);
      expect(html).toContain(`<html lang="${STUB_LANGUAGE}">`);
      const english = renderMail({ ...mail, language: 'en' });
      expect(english.text).toMatch(/Hello 4711,\n/);
      expect(`${english.subject}${english.text}`).not.toMatch(/[{}⟦⟧]|undefined/);
    },
  );
});
