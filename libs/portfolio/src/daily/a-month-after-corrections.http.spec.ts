import { Sealer, verifyAudit } from '@countersign/audit';
import { addDays, addMonths, daysBetween, type IsoDate } from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { KeyRing } from '@countersign/platform';
import {
  aCodeFor,
  aFoundedOrganisation,
  anIntake,
  aProduct,
  MailWorks,
  plain,
  respondentOf,
  SmtpSink,
  untilNoon,
  whatACountFromNothingMoves,
  yearlyTerms,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from './daily-changes';

// one product, one organisation and one month for all of them
jest.setTimeout(180_000);

const MONTH = 31;
/** Days until the corrections: a reminder goes meanwhile. */
const BEFORE = 2;
const BUYER = 'paula@buyer.example';
const COLLEAGUE = 'rita@buyer.example';

interface Place {
  readonly vendorId: string;
  readonly contactId: string;
  readonly engagementId: string;
  readonly name: string;
  readonly service: string;
  readonly contact: { readonly name: string; readonly email: string };
}

/** A mistake that stands, its correction, and what a month later must hold about these objects. */
interface Correction {
  readonly correct: () => Promise<unknown>;
  readonly objects: readonly string[];
  /** Mailed about them until the correction, where that is what it is about. */
  readonly before?: readonly string[];
  /** Of the former state: no mail says it afterwards. */
  readonly former?: readonly string[];
  /** All that is mailed about them since, as `kind whom rung`, each once. */
  readonly told: () => string[];
  /** All work that is open there, whoever's. */
  readonly tasks: readonly string[];
  /** What members have done, in its order. */
  readonly trail: readonly string[];
}

let product: TestProduct;
let organisation: TestOrganisation;
let buyer: TestAgent;
let sink: SmtpSink;
let mail: MailWorks;
let today: IsoDate;
let colleagueId: string;
let admin: TestAgent;
let leaver: { readonly id: string };

const read = async (path: string) => (await buyer.get(`/api/${path}`).expect(200)).body;
const todayNow = async (): Promise<IsoDate> => (await read('session')).today;

let places = 0;

/** A vendor with one contact and one engagement of the buyer's. */
async function aPlace(): Promise<Place> {
  const number = ++places;
  const name = `Mistake Hosting ${number}.`;
  const contact = { name: `Vera Holm ${number}.`, email: `vera@vendor-${number}.example`, title: null };
  const { body: vendor } = await buyer
    .post('/api/vendors')
    .send({ name, website: null, country: 'US', notes: null, contact })
    .expect(201);
  const { body: engagement } = await buyer
    .post(`/api/vendors/${vendor.id}/engagements`)
    .send({ name: `Mistaken service ${number}.`, description: null, intake: anIntake(), inUseSince: null })
    .expect(201);
  return {
    vendorId: vendor.id,
    contactId: vendor.contacts[0].id,
    engagementId: engagement.id,
    name,
    service: `Mistaken service ${number}.`,
    contact,
  };
}

async function asked(
  { engagementId, contactId }: Place,
  dueOn: IsoDate,
  message: string | null = null,
): Promise<string> {
  const { body } = await buyer
    .post(`/api/engagements/${engagementId}/assessments`)
    .send({ questionnaireVersionId: null, contactId, dueOn, message, confirmed: null })
    .expect(201);
  return body.id;
}

/** A contract with its last send day, in days from the first one. */
interface Dated {
  readonly id: string;
  readonly send: number;
}

/** Signed, renewing by itself, with a last send day about so many days ahead: where no business is done it is earlier. */
async function contracted(place: Place, daysToSend: number, wishes: object = {}): Promise<Dated> {
  const { vendorId, engagementId } = place;
  const { body } = await buyer
    .post('/api/contracts')
    .send({
      vendorId,
      engagementIds: [engagementId],
      title: `Agreement with ${place.name}`,
      reference: null,
      signedOn: '2024-01-05',
      terms: termsTo(daysToSend),
      annualValue: null,
      ...wishes,
    })
    .expect(201);
  return { id: body.id, send: daysBetween(today, body.row.lastSendDay) };
}

/** Of a year, its last day 30 days after the last send day: so it starts a year before the day after. */
const termsTo = (daysToSend: number) =>
  yearlyTerms(addMonths(addDays(today, daysToSend + 31), -12), { notice: { kind: 'days', days: 30 } });

const revisionOf = async (path: string, key = 'revision'): Promise<number> => (await read(path))[key];
const contactRow = async ({ vendorId }: Place, id: string) =>
  (await read(`vendors/${vendorId}`)).contacts.find((row: { id: string }) => row.id === id);
const put = (path: string, body: object) => buyer.put(`/api/${path}`).send(body).expect(200);
const post = (path: string, body: object, status = 200) =>
  buyer.post(`/api/${path}`).send(body).expect(status);
const onContract = async (id: string, act: string, body: object) =>
  post(`contracts/${id}/${act}`, { ...body, revision: await revisionOf(`contracts/${id}`) });
const correctTerms = async (id: string, body: object) =>
  put(`contracts/${id}/terms`, {
    signedOn: '2024-01-05',
    reason: 'Misread',
    ...body,
    revision: await revisionOf(`contracts/${id}`),
  });
const newContact = async ({ vendorId }: Place, email: string): Promise<string> =>
  (await post(`vendors/${vendorId}/contacts`, { name: 'Sue Cessor', email, title: null }, 201)).body.id;
const fieldsOf = ({ name, website, country, notes, revision }: Record<string, unknown>) => ({
  ...{ name, website, country, notes, revision },
});
async function editEngagement({ engagementId }: Place, wishes: object): Promise<void> {
  const { name, description, owner, detailsRevision } = await read(`engagements/${engagementId}`);
  const shown = { name, description, ownerId: owner?.id ?? null, revision: detailsRevision };
  await put(`engagements/${engagementId}`, { ...shown, ...wishes });
}
async function correctAssessment(id: string, wishes: object): Promise<void> {
  const { row, contact, message, revision } = await read(`assessments/${id}`);
  await put(`assessments/${id}`, {
    ...{ dueOn: row.dueOn, contactId: contact.id, message, revision },
    ...{ reason: 'A slip', reasonShared: false, sentAgain: false },
    ...wishes,
  });
}

/** The contact says that it is for somebody else, at another mail domain: procurement decides. */
async function passedOn(id: string, email: string): Promise<string> {
  const respondent = await respondentOf(product, organisation, id);
  await respondent
    .post(`/api/respond/assessments/${id}/pass-on`)
    .send({ name: 'Nora Right', email, note: null, code: await aCodeFor(product, organisation, id) })
    .expect(200);
  return (await read(`assessments/${id}/passing-on`)).waiting.id;
}

/** What the ladder of an assessment that nobody answers mails from the day of the correction on. */
const reminded = (contact: string, due: number, owner = 'buyer'): string[] =>
  [
    [-7, `assessment-reminder ${contact}`],
    [-3, `assessment-reminder ${contact}`],
    [-1, `assessment-reminder ${contact}`],
    [0, `assessment-reminder ${contact}`],
    [1, `assessment-overdue-owner ${owner}`],
    [3, `assessment-reminder ${contact}`],
    [7, 'assessment-overdue-owner colleague'],
    [10, `assessment-reminder ${contact}`],
    [17, `assessment-reminder ${contact}`],
  ].flatMap(([offset, mailed]) => {
    const day = due + Number(offset);
    return day > BEFORE && day <= BEFORE + MONTH ? [`${mailed} ${offset}`] : [];
  });
const RUNGS = [-120, -90, -60, -30, -14, -7, -1, 0, 1];
const warning = (offset: number) =>
  offset > 0 ? `contract-closed buyer ${offset}` : `contract-reminder buyer ${offset}`;
/** By the last send day: what falls due after `from`, and the latest before that where the date is warned of anew. */
const warned = ({ send }: Dated, { anew = false } = {}): string[] => {
  const past = RUNGS.filter((offset) => send + offset <= BEFORE);
  const toCome = RUNGS.filter((offset) => send + offset > BEFORE && send + offset <= BEFORE + MONTH);
  return [...(anew ? past.slice(-1) : []), ...toCome].map(warning);
};
/** Until the corrections: the latest that had passed when it was recorded, and what came since. */
const warnedBefore = ({ send }: Dated): string[] => {
  const past = RUNGS.filter((offset) => send + offset <= 0);
  const since = RUNGS.filter((offset) => send + offset > 0 && send + offset <= BEFORE);
  return [...past.slice(-1), ...since].map(warning);
};
/** Its clauses wait for two weeks from the day on which it was recorded, and then are late. */
const CLAUSES = [
  'contract-clauses-due buyer -7',
  'contract-clauses-due buyer 0',
  'contract-clauses-overdue buyer 7',
  'contract-clauses-overdue buyer 14',
];

const WORK = ['clause-01-before-use'];
const OF_CONTRACT = [...WORK, 'contract-clauses-to-review', 'engagement-to-assess'];

const corrections: Readonly<Record<string, () => Promise<Correction>>> = {
  'a vendor renamed': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20));
    return {
      correct: async () => {
        const { name: _former, ...rest } = fieldsOf(await read(`vendors/${place.vendorId}`));
        await put(`vendors/${place.vendorId}`, { ...rest, name: 'Rightly Named' });
      },
      objects: [place.vendorId, place.engagementId, id],
      former: [place.name],
      told: () => reminded(place.contact.email, 20),
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['vendor.changed'],
    };
  },
  'a vendor archived and brought back': async () => {
    const place = await aPlace();
    const dated = await contracted(place, 60);
    return {
      correct: async () => {
        const path = `vendors/${place.vendorId}`;
        await post(`${path}/archive`, { revision: await revisionOf(path), confirmed: true });
        await post(`${path}/bring-back`, { revision: await revisionOf(path) });
      },
      objects: [place.vendorId, place.engagementId, dated.id],
      told: () => [...warned(dated), ...CLAUSES],
      tasks: [...OF_CONTRACT, 'contract-decision-due'],
      trail: ['vendor.archived', 'vendor.brought-back'],
    };
  },
  'two vendors merged and unmerged': async () => {
    const stays = await aPlace();
    const goes = await aPlace();
    const id = await asked(goes, addDays(today, 20));
    return {
      correct: async () => {
        const path = `vendors/${stays.vendorId}`;
        const { body } = await post(`${path}/merge`, {
          duplicateId: goes.vendorId,
          duplicateRevision: await revisionOf(`vendors/${goes.vendorId}`),
          revision: await revisionOf(path),
        });
        await post(`${path}/merges/${body.recentMerges[0].id}/undo`, {});
      },
      objects: [goes.vendorId, goes.engagementId, id],
      former: [stays.name],
      told: () => reminded(goes.contact.email, 20),
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['vendor.merged', 'vendor.merge-undone'],
    };
  },
  'a contact with another name and address': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20));
    const email = 'vera@moved.example';
    return {
      correct: async () => {
        const { revision } = await contactRow(place, place.contactId);
        await put(`vendors/${place.vendorId}/contacts/${place.contactId}`, {
          ...{ name: 'Vera Moved', email, title: null, revision },
        });
      },
      objects: [place.vendorId, place.engagementId, id],
      former: [place.contact.name, place.contact.email],
      told: () => [`assessment-invitation ${email}`, ...reminded(email, 20)],
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['contact.changed'],
    };
  },
  'a contact replaced while it answers': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20));
    const email = 'sue@replaced.example';
    return {
      correct: async () => {
        const respondent = await respondentOf(product, organisation, id);
        await respondent
          .put(`/api/respond/assessments/${id}/answers/MA-08`)
          .send({ value: plain('yes'), base: 0 })
          .expect(200);
        const successorId = await newContact(place, email);
        const { revision } = await contactRow(place, place.contactId);
        await post(`vendors/${place.vendorId}/contacts/${place.contactId}/replace`, {
          successorId,
          revision,
        });
        await respondent.get(`/api/respond/assessments/${id}`).expect(401);
      },
      objects: [place.vendorId, place.engagementId, id],
      former: [place.contact.name, place.contact.email],
      told: () => [`assessment-invitation ${email}`, ...reminded(email, 20)],
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['contact.created', 'assessment.contact-replaced', 'contact.replaced'],
    };
  },
  'a contact deactivated and brought back': async () => {
    const place = await aPlace();
    let id = '';
    return {
      correct: async () => {
        for (const act of ['deactivate', 'bring-back']) {
          const { revision } = await contactRow(place, place.contactId);
          await post(`vendors/${place.vendorId}/contacts/${place.contactId}/${act}`, { revision });
        }
        id = await asked(place, addDays(today, 20));
      },
      get objects() {
        return [place.vendorId, place.engagementId, id];
      },
      told: () => [`assessment-invitation ${place.contact.email}`, ...reminded(place.contact.email, 20)],
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['contact.deactivated', 'contact.brought-back', 'assessment.sent'],
    };
  },
  'an engagement renamed': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20));
    return {
      correct: () => editEngagement(place, { name: 'Rightly named service' }),
      objects: [place.vendorId, place.engagementId, id],
      former: [place.service],
      told: () => reminded(place.contact.email, 20),
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['engagement.changed'],
    };
  },
  'an engagement with another owner': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20));
    return {
      correct: () => editEngagement(place, { ownerId: colleagueId }),
      objects: [place.vendorId, place.engagementId, id],
      told: () => reminded(place.contact.email, 20, 'colleague'),
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['engagement.changed'],
    };
  },
  'an engagement ended and reopened': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20));
    return {
      correct: async () => {
        const path = `engagements/${place.engagementId}`;
        const end = { lastDay: await todayNow(), reason: 'Thought to be over', assessments: 'cancel' };
        await post(`${path}/end`, { ...end, revision: await revisionOf(path, 'detailsRevision') });
        await post(`${path}/reopen`, {
          reason: 'It goes on',
          revision: await revisionOf(path, 'detailsRevision'),
        });
      },
      objects: [place.vendorId, place.engagementId, id],
      told: () => [`assessment-cancelled ${place.contact.email}`],
      tasks: [...WORK, 'engagement-to-assess'],
      trail: ['assessment.cancelled', 'engagement.ended', 'engagement.reopened'],
    };
  },
  'a contract with another date after a reminder': async () => {
    const place = await aPlace();
    const dated = await contracted(place, 31);
    return {
      before: warnedBefore(dated),
      correct: () => correctTerms(dated.id, { terms: termsTo(200) }),
      objects: [place.vendorId, place.engagementId, dated.id],
      told: () => ['contract-date-corrected buyer', ...CLAUSES],
      tasks: OF_CONTRACT,
      trail: ['contract.terms-corrected'],
    };
  },
  'a contract signed later': async () => {
    const place = await aPlace();
    const dated = await contracted(place, 200, { signedOn: null });
    return {
      correct: async () => {
        expect(await tasksAt([dated.id])).toContain('contract-unsigned');
        await correctTerms(dated.id, { terms: termsTo(200) });
      },
      objects: [place.vendorId, place.engagementId, dated.id],
      told: () => CLAUSES,
      tasks: OF_CONTRACT,
      trail: ['contract.terms-corrected'],
    };
  },
  'a contract voided and brought back': async () => {
    const place = await aPlace();
    const dated = await contracted(place, 60);
    return {
      correct: async () => {
        await onContract(dated.id, 'void', { reason: 'Recorded twice' });
        await post(`contracts/${dated.id}/bring-back`, { reason: 'It was the right one' });
      },
      objects: [place.vendorId, place.engagementId, dated.id],
      told: () => [...warned(dated), ...CLAUSES],
      tasks: [...OF_CONTRACT, 'contract-decision-due'],
      trail: ['contract.voided', 'contract.brought-back'],
    };
  },
  'a notice withdrawn': async () => {
    const place = await aPlace();
    const dated = await contracted(place, 60);
    return {
      correct: async () => {
        const notice = { sentOn: await todayNow(), way: 'Letter', reason: 'Too dear' };
        const { body } = await onContract(dated.id, 'notices', notice);
        await onContract(dated.id, `notices/${body.notices[0].id}/withdrawal`, { reason: 'Wrong contract' });
      },
      objects: [place.vendorId, place.engagementId, dated.id],
      told: () => [...warned(dated, { anew: true }), ...CLAUSES],
      tasks: [...OF_CONTRACT, 'contract-decision-due'],
      trail: ['contract.notice-sent', 'contract.notice-withdrawn'],
    };
  },
  'a notice with another day': async () => {
    const place = await aPlace();
    const dated = await contracted(place, 35);
    return {
      correct: async () => {
        const day = await todayNow();
        const notice = { sentOn: addDays(day, -1), way: 'Letter', reason: 'Too dear' };
        const { body } = await onContract(dated.id, 'notices', notice);
        await onContract(dated.id, `notices/${body.notices[0].id}/withdrawal`, {
          reason: 'It went a day later',
        });
        await onContract(dated.id, 'notices', { ...notice, sentOn: day });
      },
      objects: [place.vendorId, place.engagementId, dated.id],
      told: () => CLAUSES,
      tasks: OF_CONTRACT,
      trail: ['contract.notice-sent', 'contract.notice-withdrawn', 'contract.notice-sent'],
    };
  },
  'a decision replaced': async () => {
    const place = await aPlace();
    const dated = await contracted(place, 35);
    return {
      correct: async () => {
        const decide = (decision: string) =>
          post(`contracts/${dated.id}/terms/1/decision`, { decision, reason: 'So we think' });
        await decide('renew');
        await decide('end');
      },
      objects: [place.vendorId, place.engagementId, dated.id],
      told: () => [...warned(dated, { anew: true }), ...CLAUSES],
      tasks: OF_CONTRACT,
      trail: ['contract.decided', 'contract.decided'],
    };
  },
  'an assessment with another due date': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 9));
    return {
      before: [
        `assessment-invitation ${place.contact.email}`,
        `assessment-reminder ${place.contact.email} -7`,
      ],
      correct: () => correctAssessment(id, { dueOn: addDays(today, 25) }),
      objects: [place.vendorId, place.engagementId, id],
      told: () => [`assessment-due-changed ${place.contact.email}`, ...reminded(place.contact.email, 25)],
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['assessment.corrected'],
    };
  },
  'an assessment with another contact': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20));
    const email = 'sue@corrected.example';
    return {
      correct: async () => correctAssessment(id, { contactId: await newContact(place, email) }),
      objects: [place.vendorId, place.engagementId, id],
      former: [place.contact.name, place.contact.email],
      told: () => [`assessment-invitation ${email}`, ...reminded(email, 20)],
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['contact.created', 'assessment.corrected'],
    };
  },
  'an assessment with another message': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20), 'For the wrong service');
    return {
      correct: () => correctAssessment(id, { message: 'For payroll', sentAgain: true }),
      objects: [place.vendorId, place.engagementId, id],
      former: ['For the wrong service'],
      told: () => [`assessment-invitation ${place.contact.email}`, ...reminded(place.contact.email, 20)],
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['assessment.corrected'],
    };
  },
  'an assessment cancelled': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20));
    return {
      correct: () => post(`assessments/${id}/cancel`, { reason: 'The wrong service' }),
      objects: [place.vendorId, place.engagementId, id],
      told: () => [`assessment-cancelled ${place.contact.email}`],
      tasks: [...WORK, 'engagement-to-assess'],
      trail: ['assessment.cancelled'],
    };
  },
  'an assessment passed on to another person': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20));
    return {
      correct: async () => {
        const passing = await passedOn(id, 'nora@passed-on.example');
        await post(`assessments/${id}/passing-on/${passing}/agree`, {}, 204);
      },
      objects: [place.vendorId, place.engagementId, id],
      told: () => [
        `assessment-passed-on ${place.contact.email}`,
        'assessment-invitation nora@passed-on.example',
        ...reminded('nora@passed-on.example', 20),
      ],
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['contact.created', 'assessment.contact-replaced'],
    };
  },
  'a wish to pass on that was refused': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20));
    return {
      correct: async () => {
        const passing = await passedOn(id, 'nora@refused.example');
        await post(`assessments/${id}/passing-on/${passing}/refuse`, { because: 'Nobody whom we know' }, 204);
      },
      objects: [place.vendorId, place.engagementId, id],
      former: ['nora@refused.example'],
      told: () => [
        `assessment-passing-on-refused ${place.contact.email}`,
        ...reminded(place.contact.email, 20),
      ],
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['assessment.passing-on-refused'],
    };
  },
  'work taken of an owner who left': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20));
    await editEngagement(place, { ownerId: leaver.id });
    return {
      correct: async () => {
        await admin.post(`/api/members/${leaver.id}/deactivate`).send({}).expect(204);
        const { items } = await read('tasks?limit=100&whose=everyone');
        const left = (items as { id: string; kind: string; objectId: string }[]).find(
          ({ kind, objectId }) => kind === 'engagement-owner-left' && objectId === place.engagementId,
        );
        await post(`tasks/${left?.id}/take`, {}, 204);
      },
      objects: [place.vendorId, place.engagementId, id],
      told: () => reminded(place.contact.email, 20),
      tasks: [...WORK, 'assessment-overdue'],
      trail: ['engagement.owner-changed'],
    };
  },
  'a day of use that was wrong': async () => {
    const place = await aPlace();
    const id = await asked(place, addDays(today, 20));
    const path = `engagements/${place.engagementId}`;
    const inUse = async (wishes: object) =>
      put(`${path}/use`, {
        ...{
          state: 'in-use',
          endedOn: null,
          dataReturnedOn: null,
          dataReturnedBy: null,
          dataReturnProof: null,
        },
        ...{ ...wishes, revision: (await read(path)).use.revision },
      });
    await inUse({ since: addDays(today, -400) });
    return {
      correct: () => inUse({ since: addDays(today, -40) }),
      objects: [place.vendorId, place.engagementId, id],
      told: () => reminded(place.contact.email, 20),
      // in use without CL-01 and without an approval, since whichever day
      tasks: ['assessment-overdue', 'finding-to-close', 'finding-to-close'],
      trail: ['engagement.use-changed'],
    };
  },
};

interface Sent {
  readonly kind: string;
  readonly recipient: string;
  readonly rung: number | null;
}

/** What was really sent about these objects in that time: with its rung, where it has one. */
async function mailed(objects: readonly string[], after: Moment, until: Moment): Promise<string[]> {
  const rows = await product.behindTheBack<Sent>(
    `select kind, recipient, rung from app.notification
     where object_id = any ($1::uuid[]) and state = 'sent' and sent_at > $2 and sent_at <= $3 order by sent_at, id`,
    [objects, after.business, until.business],
  );
  const people: Readonly<Record<string, string>> = { [BUYER]: 'buyer', [COLLEAGUE]: 'colleague' };
  return rows
    .map(({ kind, recipient, rung }) =>
      [kind, people[recipient] ?? recipient, ...(rung === null ? [] : [rung])].join(' '),
    )
    .sort();
}

const tasksAt = async (objects: readonly string[]): Promise<string[]> => {
  const { items } = await read('tasks?limit=100&whose=everyone');
  return (items as { kind: string; objectId: string }[])
    .filter(({ objectId }) => objects.includes(objectId))
    .map(({ kind }) => kind)
    .sort();
};

interface Moment {
  /** Of business, in which mail is sent. */
  readonly business: string;
  /** Of the database, by which the trail is written. */
  readonly real: string;
}
const moment = async (): Promise<Moment> =>
  (
    await product.behindTheBack<Moment>('select app.now()::text as business, clock_timestamp()::text as real')
  )[0] as Moment;

/** As worker and timers do on each of these days. */
async function daysPass(days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    await product.letTimePass('1 day');
    await product.get(DailyChanges).follow(organisation.id);
    await mail.turn(organisation);
  }
}

describe('A month after a correction', () => {
  const scenes = new Map<string, Correction>();
  let corrected: Moment;
  let begun: Moment;
  let over: Moment;
  let received = 0;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await aFoundedOrganisation(product, 'a-month-later');
    const roles = ['procurement', 'auditor'] as const;
    buyer = await product.signedInAs(await product.aMember({ organisation, roles, email: BUYER }));
    colleagueId = (await product.aMember({ organisation, roles: ['risk'], email: COLLEAGUE })).id;
    admin = await product.signedInAs(await product.aMember({ organisation, roles: ['admin'] }));
    leaver = await product.aMember({ organisation, roles: ['reviewer'] });
    sink = await new SmtpSink().start();
    mail = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: sink.url });
    await untilNoon(product, organisation);
    today = await todayNow();
    begun = await moment();
    for (const [name, prepare] of Object.entries(corrections)) scenes.set(name, await prepare());
    await mail.turn(organisation);
    await daysPass(BEFORE);
    corrected = await moment();
    received = sink.received.length;
    for (const scene of scenes.values()) await scene.correct();
  });

  afterAll(async () => {
    await mail.stop();
    await sink.stop();
    await product.close();
  });

  it('begins with standings, findings and scores as a count from nothing gives them, and ends so', async () => {
    expect(await whatACountFromNothingMoves(product, organisation.id)).toEqual([]);
    await mail.turn(organisation);
    await daysPass(MONTH);
    over = await moment();
    expect(await whatACountFromNothingMoves(product, organisation.id)).toEqual([]);
  });

  it.each(Object.keys(corrections))('of %s, mail, tasks and trail are of the new state', async (name) => {
    const scene = scenes.get(name);
    if (scene === undefined) throw new Error(`Nobody has prepared ${name}.`);
    const { objects, former = [], before } = scene;
    if (before !== undefined) expect(await mailed(objects, begun, corrected)).toEqual([...before].sort());
    expect(await mailed(objects, corrected, over)).toEqual(scene.told().sort());
    const since = sink.received.slice(received);
    for (const word of former)
      expect(since.filter((one) => [one.to, one.subject, one.text, one.html].join().includes(word))).toEqual(
        [],
      );
    expect(await tasksAt(objects)).toEqual([...scene.tasks].sort());
    const lines = await product.behindTheBack<{ what: string }>(
      `select what from app.audit_event where object_id = any ($1::uuid[]) and at > $2 and actor_kind = 'member' order by id`,
      [objects, corrected.real],
    );
    expect(lines.map(({ what }) => what)).toEqual(scene.trail);
  });

  it('leaves a trail that verifies', async () => {
    await product.get(Sealer).seal(organisation.id);
    const keys = product.get(KeyRing);
    const reports = await verifyAudit({ databaseUrl: product.testDatabase.appUrl, keys, head: null });
    expect(reports.map(({ fault }) => fault)).toEqual(reports.map(() => null));
  });
});
