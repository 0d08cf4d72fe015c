import { mailTemplates } from '@countersign/content';
import { rungsAt } from '@countersign/domain';
import type { MailSubject } from './mail-subject';
import { MailSubjects } from './mail-subjects';

const template = mailTemplates['audit-head'];

const aSubject = (objectKind: string, ...kinds: readonly string[]): MailSubject => ({
  objectKind,
  mails: Object.fromEntries(
    kinds.map((kind) => [kind, { template, afterTheFact: false, link: null, code: null, attachment: null }]),
  ),
  ladders: {},
  people: null,
  shownToReadersOfVendors: false,
  reason: () => Promise.reject(new Error('Nobody asks here.')),
});

const registered = (...subjects: readonly MailSubject[]) => {
  const registry = new MailSubjects();
  for (const subject of subjects) registry.register(subject);
  return registry;
};

describe('The registry of mail subjects', () => {
  it('refuses a subject that is registered twice', () => {
    const registry = registered(aSubject('parcel', 'parcel-sent'));
    expect(() => registry.register(aSubject('parcel', 'parcel-lost'))).toThrow(
      'The mail subject parcel is registered twice.',
    );
  });

  it.each(['parcel-sent', 'mail-failed'])('refuses the mail %s of a second subject', (kind) => {
    const registry = registered(aSubject('parcel', 'parcel-sent'));
    expect(() => registry.register(aSubject('letter', kind))).toThrow(
      `The mail ${kind} of letter belongs to another subject already.`,
    );
  });

  it.each(['Parcel', "parcel'", 'parcel sent', ''])('refuses "%s" as the name of an object', (name) => {
    expect(() => registered(aSubject(name))).toThrow(/lower-case words/);
  });

  it('refuses a ladder of two subjects, and one that mails what its subject has not', () => {
    const climbing = (objectKind: string, mail: string): MailSubject => ({
      ...aSubject(objectKind, `${objectKind}-due`),
      ladders: { due: { variants: { standard: rungsAt([0], ['owner']) }, mailOn: () => mail } },
    });
    const registry = registered(climbing('parcel', 'parcel-due'));
    expect(() => registry.register(climbing('letter', 'letter-due'))).toThrow(
      'The ladder due of letter belongs to another subject already.',
    );
    expect(() => registered(climbing('letter', 'parcel-due'))).toThrow(
      'The ladder due mails parcel-due, which is no mail of its subject letter.',
    );
    expect(registry.ladderOf('parcel', 'due').name).toBe('due');
    expect(() => registry.ladderOf('parcel', 'overdue')).toThrow(
      'The mail subject parcel has no ladder overdue.',
    );
  });

  it('lets no product start that has a text which no subject tells', () => {
    const told = Object.keys(mailTemplates).filter(
      (kind) => !['address-suppressed', 'mail-failed'].includes(kind),
    );
    expect(() => registered(aSubject('parcel', ...told)).refuseOrphans()).not.toThrow();
    expect(() => registered(aSubject('parcel', ...told.slice(2))).refuseOrphans()).toThrow(
      `No subject tells these mails: ${told.slice(0, 2).join(', ')}. Name them in the mail subject of the feature they belong to.`,
    );
  });

  it('lets nobody ask for a mail that could not be written', () => {
    const registry = registered(aSubject('parcel', 'parcel-sent'), aSubject('letter', 'letter-sent'));
    expect(() => registry.demand('parcel', 'parcel-sent')).not.toThrow();
    expect(() => registry.demand('letter', 'mail-failed')).not.toThrow();
    expect(() => registry.demand('letter', 'parcel-sent')).toThrow(
      'The mail subject letter has no mail parcel-sent.',
    );
    expect(() => registry.demand('crate', 'parcel-sent')).toThrow('No mail subject is registered for crate.');
  });
});
