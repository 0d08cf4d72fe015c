import { Injectable } from '@nestjs/common';
import {
  visibleQuestions,
  type AnswerSheet,
  type ContractTerms,
  type IntakeFacts,
} from '@countersign/domain';
import {
  AnswerReader,
  AssessmentReader,
  Reviewing,
  ReviewService,
  SendingService,
  Submissions,
} from '@countersign/assessments';
import { EvidenceService } from '@countersign/evidence';
import { Questionnaires } from '@countersign/questionnaires';
import {
  AgreedTermService,
  ClauseReader,
  ContractReader,
  ContractService,
  NoticeService,
  TermDecisionService,
} from '@countersign/contracts';
import { FindingReader, FindingService } from '@countersign/findings';
import { Clock, Database, hashToken, type MemberActor, type RespondentActor } from '@countersign/platform';
import {
  AcceptanceService,
  ApprovalService,
  EngagementReader,
  EngagementService,
  UseService,
  VendorReader,
  VendorService,
} from '@countersign/portfolio';
import { LinkExchange, LinkReader, LinkRenewal, RespondingService } from '@countersign/responding';

/** The services about engagements and what is decided of them. */
@Injectable()
export class EngagementsSide {
  constructor(
    readonly engagements: EngagementService,
    readonly engagementReader: EngagementReader,
    readonly approvals: ApprovalService,
    readonly acceptances: AcceptanceService,
    readonly use: UseService,
  ) {}
}

/** The services that members use. */
@Injectable()
export class MembersSide {
  constructor(
    readonly vendors: VendorService,
    readonly vendorReader: VendorReader,
    readonly sending: SendingService,
    readonly judging: Reviewing,
    readonly reviewing: ReviewService,
    readonly assessments: AssessmentReader,
    readonly submissions: Submissions,
  ) {}
}

/** The services about findings, contracts and their clauses. */
@Injectable()
export class PapersSide {
  constructor(
    readonly findings: FindingService,
    readonly findingReader: FindingReader,
    readonly contracts: ContractService,
    readonly contractReader: ContractReader,
    readonly terms: TermDecisionService,
    readonly notices: NoticeService,
    readonly agreed: AgreedTermService,
    readonly clauses: ClauseReader,
  ) {}
}

/** How a vendor comes in. */
@Injectable()
export class VendorsDoor {
  constructor(
    readonly links: LinkExchange,
    readonly reader: LinkReader,
    readonly renewal: LinkRenewal,
  ) {}
}

/** The services that a vendor uses. */
@Injectable()
export class VendorsSide {
  constructor(
    readonly door: VendorsDoor,
    readonly responding: RespondingService,
    readonly evidence: EvidenceService,
    readonly answers: AnswerReader,
    readonly questionnaires: Questionnaires,
  ) {}
}

export interface Opening {
  readonly assessmentId: string;
  readonly actor: RespondentActor;
}

/** What the demonstration's people do, each act through the service that the screens use. */
@Injectable()
export class Stage {
  constructor(
    readonly database: Database,
    readonly clock: Clock,
    readonly members: MembersSide,
    readonly portfolio: EngagementsSide,
    readonly papers: PapersSide,
    readonly vendors: VendorsSide,
  ) {}

  as<T>(member: MemberActor, work: () => Promise<T>): Promise<T> {
    return this.database.run(member, work);
  }

  today(member: MemberActor): Promise<string> {
    return this.as(member, () => this.clock.today());
  }

  addEngagement(
    member: MemberActor,
    {
      vendorId,
      name,
      description,
      intake,
    }: { vendorId: string; name: string; description: string; intake: IntakeFacts },
  ): Promise<string> {
    const use = { inUseSince: null, imported: false };
    const engagement = { name, description, ownerId: member.memberId, intake, ...use };
    return this.as(member, () => this.portfolio.engagements.addEngagement(vendorId, engagement));
  }

  /** Asks for a code where the mailed link wants one. */
  async askForCode(token: string): Promise<boolean> {
    const { codeNeeded } = await this.vendors.door.reader.read(token, { existingSession: null, from: null });
    if (codeNeeded) await this.vendors.door.renewal.mailCode(token, null);
    return codeNeeded;
  }

  /** Opens the mailed link as the contact's browser would. */
  async open(organisationId: string, token: string, code: string | null): Promise<Opening> {
    const { assessmentId, session } = await this.vendors.door.links.exchange(token, {
      existingSession: null,
      from: null,
      code,
    });
    const sessionHash = hashToken(session);
    const grant = await this.database.run({ kind: 'token', tokenHash: sessionHash }, () =>
      this.database.one<{ contactId: string; contactName: string }>(
        'select g.contact_id, g.contact_name from app.respondent_grant g where g.session_hash = :sessionHash',
        { sessionHash },
      ),
    );
    const actor: RespondentActor = {
      kind: 'respondent',
      organisationId,
      assessmentId,
      contactId: grant.contactId,
      name: grant.contactName,
      sessionHash,
      sections: null,
    };
    return { assessmentId, actor };
  }

  /** Which questions are shown to the vendor as its answers stand. */
  async shown({ actor }: Opening): Promise<readonly string[]> {
    return this.database.run(actor, async () => {
      const { questionnaire, facts, settlements, elsewhere, answers, today } =
        await this.vendors.responding.assessment(actor);
      const sheet = Object.fromEntries(
        Object.entries(answers).map(([question, { value }]) => [question, value]),
      ) as AnswerSheet;
      return visibleQuestions(questionnaire as Parameters<typeof visibleQuestions>[0], {
        answers: sheet,
        facts: facts as IntakeFacts,
        settlements,
        elsewhere,
        today,
      });
    });
  }

  async recordContract(
    member: MemberActor,
    contract: {
      vendorId: string;
      engagementId: string;
      title: string;
      reference: string;
      signedOn: string;
      terms: ContractTerms;
      annualDollars: number;
    },
  ): Promise<string> {
    const { vendorId, engagementId, title, reference, signedOn, terms, annualDollars } = contract;
    return this.as(member, () =>
      this.papers.contracts.recordContract({
        vendorId,
        engagementIds: [engagementId],
        title,
        reference,
        apartFrom: null,
        signedOn,
        ownerId: member.memberId,
        terms,
        annualValue: { minorUnits: annualDollars * 100, currency: 'USD' },
        totalValue: null,
        oneOffValue: null,
        costCentre: null,
        supplierNumber: null,
      }),
    );
  }

  /** Of a contract as it is now, which whoever acts on it names. */
  async revisionOf(contractId: string): Promise<number> {
    const { revision } = await this.database.one<{ revision: number }>(
      `
      select c.revision from app.contract c
      where c.organisation_id = :organisationId and c.id = :contractId`,
      { organisationId: this.database.organisationId, contractId },
      'contract',
    );
    return revision;
  }

  /** Reads the contract against the library: what it needs is found, except for the clauses named. */
  /** As it stands; nobody has said anything of it yet. */
  async acceptAnswer(reviewer: MemberActor, assessmentId: string, question: string): Promise<void> {
    await this.as(reviewer, async () => {
      const { answerRevision } = await this.database.one<{ answerRevision: number }>(
        `select coalesce(max(r.revision), 0) as answer_revision from app.answer_revision r
         where r.organisation_id = :organisationId and r.assessment_id = :assessmentId and r.question = :question`,
        { assessmentId, question },
      );
      const review = { verdict: 'accepted', note: null, revision: 0, answerRevision } as const;
      await this.members.judging.reviewAnswer(assessmentId, question, review, reviewer);
    });
  }

  async markClauses(
    member: MemberActor,
    {
      engagementId,
      contractId,
      missing,
    }: { engagementId: string; contractId: string; missing: readonly string[] },
  ): Promise<void> {
    const states = await this.as(member, () => this.papers.clauses.clauseStatesFor(engagementId));
    for (const [index, { clause, level, modelText, revision }] of states.entries()) {
      if (level === 'none') continue;
      if (level === 'recommended' && index % 3 !== 0) continue;
      const mark = missing.includes(clause)
        ? ({ status: 'missing', quote: null, page: null } as const)
        : ({ status: 'present', quote: modelText, page: 2 + Math.floor(index / 4) } as const);
      await this.as(member, () =>
        this.papers.contracts.markClause(contractId, clause, {
          ...mark,
          exceptionUntil: null,
          exceptionReason: null,
          revision,
        }),
      );
    }
  }
}
