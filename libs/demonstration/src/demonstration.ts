import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { addDays, type AnswerValue, type IntakeFacts } from '@countersign/domain';
import { Members } from '@countersign/identity';
import { FoundOrganisation } from '@countersign/organisation';
import type { MemberActor } from '@countersign/platform';
import { addressOf, CAST, HOUSE, type CastMember } from './cast';
import { MailRoom } from './mail-room';
import { modelAnswer } from './model-answers';
import { ProductClock } from './product-clock';
import { Stage, type Opening } from './stage';
import { STORIES, type VendorStory } from './story';

type Cast = Readonly<Record<CastMember['key'], MemberActor>>;

interface Act {
  readonly day: number;
  /** Acts of one day happen in this order. */
  readonly order: number;
  readonly play: () => Promise<void>;
}

export interface SignIn {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly does: string;
}

/** One vendor's props while its story is played. */
interface Props {
  vendorId: string;
  engagementId: string;
  contactId: string;
  assessmentId: string;
  contractId: string;
  opening: Opening | null;
}

/** Plays the stories of the demonstration on their days, through the services, so that trail and ledger are real. */
@Injectable()
export class Demonstration {
  constructor(
    private readonly founding: FoundOrganisation,
    private readonly members: Members,
    private readonly clock: ProductClock,
    private readonly mailRoom: MailRoom,
    private readonly stage: Stage,
  ) {}

  async play(): Promise<readonly SignIn[]> {
    const first = Math.min(...STORIES.map(({ added }) => added)) - 1;
    await this.clock.setTo(first);
    const { name, slug, timeZone } = HOUSE;
    const { id: organisationId } = await this.founding.found({ name, slug, timeZone });
    const { cast, signIns } = await this.hire(organisationId);
    const realToday = addDays(await this.stage.today(cast.dana), -first);
    const acts = STORIES.flatMap((story) => this.actsOf(story, cast, realToday));
    await this.playThrough(acts, first);
    await this.clock.setTo(0);
    await this.mailRoom.deliver();
    return signIns;
  }

  private async playThrough(acts: readonly Act[], first: number): Promise<void> {
    for (let day = first; day <= 0; day += 1) {
      const today = acts.filter((act) => act.day === day).sort((a, b) => a.order - b.order);
      // Days on which nothing happens matter only as far as reminders fall on them.
      if (today.length === 0 && day < -130 && day % 7 !== 0) continue;
      await this.clock.setTo(day);
      for (const { play } of today) {
        await play();
        await this.mailRoom.deliver();
      }
      await this.mailRoom.deliver();
    }
  }

  private async hire(organisationId: string): Promise<{ cast: Cast; signIns: SignIn[] }> {
    const actors: Partial<Record<CastMember['key'], MemberActor>> = {};
    const signIns: SignIn[] = [];
    for (const person of CAST) {
      const password = passphrase();
      const lead = person.lead === null ? undefined : actors[person.lead];
      const { id } = await this.members.createMember({
        organisationId,
        name: person.name,
        email: addressOf(person),
        roles: person.roles,
        password,
        leadId: lead?.memberId ?? null,
      });
      actors[person.key] = { kind: 'member', organisationId, memberId: id, name: person.name };
      signIns.push({ name: person.name, email: addressOf(person), password, does: person.does });
    }
    return { cast: actors as Cast, signIns };
  }

  private actsOf(story: VendorStory, cast: Cast, realToday: string): Act[] {
    const props: Props = {
      vendorId: '',
      engagementId: '',
      contactId: '',
      assessmentId: '',
      contractId: '',
      opening: null,
    };
    const owner = cast[story.owner];
    const acts: Act[] = [];
    const on = (day: number | undefined, play: () => Promise<void>) => {
      if (day !== undefined) acts.push({ day, order: acts.length, play });
    };
    on(story.added, () => this.bringIn(story, props, owner));
    on(story.sent?.day, () => this.send(story, props, owner));
    on(story.opened, () => this.open(story, props, owner));
    on(story.answered?.day, () => this.answer(story, props));
    on(story.reviewed?.day, () => this.review(story, props, cast.elena));
    on(story.cancelled?.day, () =>
      this.stage.as(owner, () =>
        this.stage.members.reviewing.cancel(props.assessmentId, {
          reason: story.cancelled?.reason ?? '',
          message: null,
        }),
      ),
    );
    on(story.contract?.day, () => this.contract(story, props, { owner, realToday }));
    const { adopted, widened, accepted } = story;
    on(adopted?.day, () => this.adopt(adopted, props, owner));
    on(widened?.day, () => this.restate(widened?.intake ?? {}, props, owner));
    on(accepted?.day, () => this.accept(accepted, props, cast.priya));
    for (const decided of story.decided ?? []) on(decided.day, () => this.decide(decided, props, cast.priya));
    on(story.used?.day, () => this.use(props, owner));
    on(story.contract?.decision?.day, () => this.decideTerm(story, props, owner));
    on(story.contract?.agreed?.day, () => this.agreeTerm(story, props, { owner, realToday }));
    on(story.contract?.notice?.day, () => this.giveNotice(story, props, { owner, realToday }));
    return acts;
  }

  private async bringIn(story: VendorStory, props: Props, owner: MemberActor): Promise<void> {
    const { name, website, notes, contact, service, description, intake } = story;
    props.vendorId = await this.stage.as(owner, () =>
      this.stage.members.vendors.addVendor({ name, website, country: 'US', notes, contact, apartFrom: null }),
    );
    const vendor = await this.stage.as(owner, () =>
      this.stage.members.vendorReader.contactsOf(props.vendorId),
    );
    props.contactId = vendor[0]?.id ?? '';
    props.engagementId = await this.stage.addEngagement(owner, {
      vendorId: props.vendorId,
      name: service,
      description,
      intake,
    });
  }

  private async send({ sent }: VendorStory, props: Props, owner: MemberActor): Promise<void> {
    const dueOn = addDays(await this.stage.today(owner), sent?.dueIn ?? 30);
    const assessment = {
      questionnaireVersionId: null,
      contactId: props.contactId,
      dueOn,
      message: sent?.message ?? null,
      confirmed: null,
    };
    props.assessmentId = await this.stage.as(owner, () =>
      this.stage.members.sending.send(props.engagementId, assessment, owner),
    );
  }

  private async open({ contact }: VendorStory, props: Props, owner: MemberActor): Promise<void> {
    const token = await this.mailRoom.tokenMailedTo(contact.email);
    const asked = await this.stage.askForCode(token);
    if (asked) await this.mailRoom.deliver();
    const code = asked ? await this.mailRoom.codeMailedTo(contact.email) : null;
    props.opening = await this.stage.open(owner.organisationId, token, code);
  }

  /** Question by question in order, so that what an answer reveals is answered too. */
  private async answer({ answered, contact }: VendorStory, props: Props): Promise<void> {
    const { opening } = props;
    if (opening === null || answered === undefined) throw new Error('Nobody has opened this questionnaire.');
    const { actor } = opening;
    const { today, facts } = await this.stage.database.run(actor, () =>
      this.stage.vendors.responding.assessment(actor),
    );
    const wanted = {
      today,
      contactName: contact.name,
      contactTitle: contact.title,
      otherwise: answered.otherwise ?? {},
    };
    const questionnaire = await this.stage.database.run(
      { kind: 'job', organisationId: actor.organisationId, name: 'demonstration' },
      async () => {
        const versionId = await this.stage.vendors.questionnaires.defaultVersionId();
        return this.stage.vendors.questionnaires.compiled(versionId ?? '');
      },
    );
    const answers: Record<string, AnswerValue> = {};
    const revisions: Record<string, number> = {};
    for (;;) {
      const shown = await this.stage.shown(opening);
      const next = questionnaire.questions.filter(
        ({ id, section }) =>
          shown.includes(id) &&
          !Object.hasOwn(answers, id) &&
          (answered.onlySections?.includes(section) ?? true),
      );
      if (next.length === 0) break;
      for (const question of next) {
        const value = modelAnswer(question, wanted, { questionnaire, answers, facts: facts as IntakeFacts });
        answers[question.id] = value;
        const revision = await this.stage.vendors.responding.saveAnswer(actor, question.id, {
          value,
          base: 0,
        });
        revisions[question.id] = revision;
      }
    }
    for (const question of answered.evidence ?? []) await this.attach(opening, question);
    if (answered.onlySections === undefined) {
      await this.stage.database.run(actor, () => this.stage.vendors.responding.submit(actor, revisions));
    }
  }

  private async attach({ actor }: Opening, question: string): Promise<void> {
    const [name, text] =
      question === 'MA-14'
        ? [
            'written-information-security-program.txt',
            'Written information security program\nTable of contents\n1 Purpose and scope\n2 Responsibilities\n3 Risk assessment\n4 Safeguards\n5 Incidents\n6 Review\nVersion 4.2, approved by the board of directors\n',
          ]
        : [
            'risk-assessment-summary.txt',
            'Risk assessment: summary\nScope: all systems and paper records with personal information\nRisks found: 14, of which 3 high, all with owners and dates\n',
          ];
    const body = Readable.from([Buffer.from(text)]);
    await this.stage.vendors.evidence.attach(actor, { question, name, uploadId: null, body });
  }

  private async review({ reviewed }: VendorStory, props: Props, reviewer: MemberActor): Promise<void> {
    const { members, papers } = this.stage;
    const { assessmentId } = props;
    await this.stage.acceptAnswer(reviewer, assessmentId, 'MA-14');
    const { revision } = await this.stage.as(reviewer, () => members.assessments.assessment(assessmentId));
    if (reviewed?.returned !== undefined) {
      const returned = { message: reviewed.returned, dueOn: null, questions: null, revision };
      await this.stage.as(reviewer, () => members.reviewing.returnToVendor(assessmentId, returned, reviewer));
      return;
    }
    const findings = await this.stage.as(reviewer, () => papers.findingReader.ofAssessment(assessmentId));
    for (const { id } of findings)
      await this.stage.as(reviewer, () =>
        papers.findings.accept(id, { note: null, seen: 'unjudged' }, reviewer),
      );
    await this.judgeKnockouts(props, reviewer);
    const closed = reviewed?.closed;
    if (closed !== undefined)
      await this.stage.as(reviewer, () =>
        members.reviewing.close(assessmentId, { ...closed, revision }, reviewer),
      );
  }

  /** Those that made no finding, which was judged with it. */
  private async judgeKnockouts(props: Props, reviewer: MemberActor): Promise<void> {
    const { submissions } = this.stage.members;
    const submitted = await this.stage.as(reviewer, () => submissions.ofEngagement(props.engagementId));
    for (const { assessmentId, knockouts } of submitted) {
      for (const { question, judged } of knockouts) {
        if (judged) continue;
        await this.stage.acceptAnswer(reviewer, assessmentId, question);
      }
    }
  }

  /** What the vendor named more is taken into the intake, and is settled by that. */
  private async adopt(
    adopted: VendorStory['adopted'],
    { engagementId, assessmentId }: Props,
    owner: MemberActor,
  ): Promise<void> {
    if (adopted === undefined) return;
    const { engagements, engagementReader } = this.stage.portfolio;
    await this.stage.as(owner, async () => {
      const { revision } = await engagementReader.engagement(engagementId);
      const answer = { assessmentId, fact: adopted.fact, side: 'proposal', revision } as const;
      await engagements.adoptAnswer(engagementId, answer, owner);
    });
  }

  private async restate(
    changes: Partial<IntakeFacts>,
    { engagementId }: Props,
    owner: MemberActor,
  ): Promise<void> {
    const { engagements, engagementReader } = this.stage.portfolio;
    await this.stage.as(owner, async () => {
      const { intake, revision } = await engagementReader.engagement(engagementId);
      await engagements.changeIntake(engagementId, { intake: { ...intake, ...changes }, revision });
    });
  }

  private async accept(
    accepted: VendorStory['accepted'],
    { engagementId }: Props,
    risk: MemberActor,
  ): Promise<void> {
    if (accepted === undefined) return;
    const { acceptances, engagementReader } = this.stage.portfolio;
    const until = addDays(await this.stage.today(risk), accepted.forDays);
    await this.stage.as(risk, async () => {
      const { standing, openKnockouts } = await engagementReader.engagement(engagementId);
      const covers = { rating: standing.rating, knockouts: [...openKnockouts], findings: [] };
      await acceptances.accept(engagementId, { ...covers, until, reason: accepted.reason }, risk);
    });
  }

  private async use({ engagementId }: Props, owner: MemberActor): Promise<void> {
    const since = await this.stage.today(owner);
    await this.stage.as(owner, () =>
      this.stage.portfolio.use.change(engagementId, {
        state: 'in-use',
        since,
        endedOn: null,
        dataReturnedOn: null,
        dataReturnedBy: null,
        dataReturnProof: null,
        revision: 1,
      }),
    );
  }

  private async decide(
    decided: NonNullable<VendorStory['decided']>[number],
    props: Props,
    risk: MemberActor,
  ): Promise<void> {
    const { outcome, reason, conditions, validForDays } = decided;
    const today = await this.stage.today(risk);
    const validTo = validForDays === undefined ? null : addDays(today, validForDays);
    const approval = {
      outcome,
      reason,
      conditions: (conditions ?? []).map(({ text, dueInDays }) => ({
        text,
        dueOn: addDays(today, dueInDays),
      })),
      validTo,
    };
    const { approvals, engagementReader } = this.stage.portfolio;
    await this.stage.as(risk, async () => {
      const before = await engagementReader.engagement(props.engagementId);
      const after = before.approvals[0]?.id ?? null;
      await approvals.approve(props.engagementId, { ...approval, after }, risk);
    });
  }

  private async contract(
    { contract }: VendorStory,
    props: Props,
    { owner, realToday }: { owner: MemberActor; realToday: string },
  ): Promise<void> {
    if (contract === undefined) return;
    const dayOf = (offset: number) => addDays(realToday, offset);
    props.contractId = await this.stage.recordContract(owner, {
      vendorId: props.vendorId,
      engagementId: props.engagementId,
      title: contract.title,
      reference: contract.reference,
      signedOn: dayOf(contract.signed),
      annualDollars: contract.annualDollars,
      terms: contract.terms(dayOf),
    });
    await this.stage.markClauses(owner, {
      engagementId: props.engagementId,
      contractId: props.contractId,
      missing: contract.missing,
    });
  }

  private async decideTerm({ contract }: VendorStory, props: Props, owner: MemberActor): Promise<void> {
    const made = contract?.decision;
    if (made === undefined) return;
    const { papers } = this.stage;
    const { row, schedule } = await this.stage.as(owner, () =>
      papers.contractReader.contract(props.contractId),
    );
    const number = row.actionableTermNumber ?? 1;
    const lastDay = schedule.find((term) => term.number === number)?.lastDay ?? '';
    const { decision, reason } = made;
    await this.stage.as(owner, () =>
      papers.terms.decideTerm(
        { contractId: props.contractId, number },
        { decision, reason, revision: 0, lastDay },
      ),
    );
  }

  private async agreeTerm(
    { contract }: VendorStory,
    props: Props,
    { owner, realToday }: { owner: MemberActor; realToday: string },
  ): Promise<void> {
    const made = contract?.agreed;
    if (made === undefined) return;
    const { signed, lastDay, document } = made;
    await this.stage.as(owner, async () =>
      this.stage.papers.agreed.agree(props.contractId, {
        lastDay: addDays(realToday, lastDay),
        signedOn: addDays(realToday, signed),
        document,
        revision: await this.stage.revisionOf(props.contractId),
      }),
    );
  }

  /** The decision has the reason already. */
  private async giveNotice(
    { contract }: VendorStory,
    props: Props,
    { owner, realToday }: { owner: MemberActor; realToday: string },
  ): Promise<void> {
    const given = contract?.notice;
    if (given === undefined) return;
    const { sent, way, proof } = given;
    const notice = { sentOn: addDays(realToday, sent), receivedOn: null, way, proof, reason: null };
    await this.stage.as(owner, async () => {
      const revision = await this.stage.revisionOf(props.contractId);
      return this.stage.papers.notices.recordNotice(props.contractId, { ...notice, revision });
    });
  }
}

const WORDS = [
  'anchor',
  'barley',
  'cedar',
  'dune',
  'ember',
  'fathom',
  'gable',
  'harbor',
  'inlet',
  'juniper',
  'kelp',
  'lantern',
  'marsh',
  'north',
  'orchard',
  'pebble',
  'quarry',
  'rudder',
  'saltbox',
  'tide',
  'upland',
  'vessel',
  'willow',
  'yarrow',
] as const;

/** Made anew for every demonstration: no sign-in of the product is known beforehand. */
function passphrase(): string {
  const words = Array.from({ length: 4 }, () => WORDS[randomInt(WORDS.length)] ?? 'tide');
  return `${words.join('-')}-${randomInt(100, 1000)}`;
}
