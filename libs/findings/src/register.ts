import { Injectable } from '@nestjs/common';
import {
  holdFindings,
  SEVERITIES,
  standsWithItsGround,
  type HeldFinding,
  type KnownFinding,
  type Said,
  type WantedFinding,
} from '@countersign/domain';
import { Audit, type AuditEntry } from '@countersign/audit';
import { asJson, Clock, Database, say } from '@countersign/platform';
import { FindingSources, type FindingSource, type Gap, type MovedFinding } from './finding-source';

/** Whose findings are held: all that the source has there, or what one assessment brought up. */
export type Scope = { readonly engagementIds: readonly string[] } | { readonly assessmentId: string };

interface StoredFinding extends KnownFinding {
  readonly id: string;
  readonly engagementId: string;
  readonly assessmentId: string | null;
  readonly clause: string | null;
  readonly knockout: boolean;
  readonly title: Said;
  readonly verdictNote: string | null;
  readonly verdictAt: string | null;
  /** Its day is the one of a plan of the vendor that the organisation has agreed to. */
  readonly agreed: boolean;
}

type WantedGap = WantedFinding & Gap;
type Held = HeldFinding<WantedGap, StoredFinding>;

interface WrittenFinding {
  readonly id: string;
  readonly engagementId: string;
  readonly assessmentId: string | null;
  readonly occasion: string;
  readonly title: Said;
}

/** The one register of gaps: each source says what it sees now, and the register opens, corrects and closes. */
@Injectable()
export class Register {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly sources: FindingSources,
  ) {}

  /** As many statements for a hundred engagements as for one. */
  async hold(source: FindingSource, scope: Scope, gaps: readonly Gap[]): Promise<void> {
    this.sources.demand(source);
    const today = await this.clock.today();
    const known = await this.known(source, scope);
    const engagementIds = new Set([...gaps, ...known].map(({ engagementId }) => engagementId));
    const holdings = [...engagementIds].map((engagementId) => {
      const isItsOwn = (one: { readonly engagementId: string }) => one.engagementId === engagementId;
      const own = known.filter(isItsOwn);
      const wanted = gaps.filter(isItsOwn).map((gap) => onItsAgreedDay(wantedOf(source, gap), own));
      return holdFindings(source.rules, { wanted, known: own, today });
    });
    const held = holdings.flatMap((holding) => holding.held);
    const ended = holdings.flatMap((holding) => holding.ended);
    const written = await this.write(source, held);
    await this.close(ended);
    await this.audit.recordEach([
      ...held.flatMap(lineOfOverruled),
      ...source.lines([
        ...held.flatMap(({ move, wanted }) =>
          move === 'reworded' || move === 'overruled' ? [] : [movedOf(move, writtenOf(written, wanted))],
        ),
        ...ended.map((finding) => movedOf('ended', finding)),
      ]),
    ]);
  }

  /** In the order of ids, so that two changes at once take the locks in the same order. */
  private async known(source: FindingSource, scope: Scope): Promise<StoredFinding[]> {
    const found = await this.database.query<Omit<StoredFinding, 'grounded'>>(
      `
      select f.id, f.engagement_id, f.assessment_id, f.occasion, f.severity, f.state, f.closed_because, f.due_on,
        f.title, f.clause, f.knockout, f.verdict_note, f.verdict_at,
        exists (
          select from app.finding_plan p
          where p.organisation_id = f.organisation_id and p.finding_id = f.id and p.state = 'agreed'
        ) as agreed
      from app.finding f
      where f.organisation_id = :organisationId and f.source = :source
        and (:assessmentId::uuid is null or f.assessment_id = :assessmentId)
        and (:engagementIds::uuid[] is null or f.engagement_id = any(:engagementIds::uuid[]))
      order by f.id
      for update`,
      {
        organisationId: this.database.organisationId,
        source: source.kind,
        assessmentId: null,
        engagementIds: null,
        ...scope,
      },
    );
    return found.map((finding) => ({ ...finding, grounded: standsWithItsGround(finding) }));
  }

  private async write(source: FindingSource, held: readonly Held[]): Promise<WrittenFinding[]> {
    if (held.length === 0) return [];
    return this.database.query<WrittenFinding>(
      `
      insert into app.finding
        (organisation_id, engagement_id, assessment_id, contract_id, source, occasion, question, clause, title, detail,
         citation, severity, severity_rank, knockout, state, due_on)
      select :organisationId, h."engagementId", h."assessmentId", h."contractId", :source, h."occasion", h."question",
        h."clause", h."title", h."detail", h."citation", h."severity", h."severityRank", h."knockout", h."state",
        h."dueOn"
      from jsonb_to_recordset(:held::jsonb) as h ("engagementId" uuid, "assessmentId" uuid, "contractId" uuid,
        "occasion" text, "question" text, "clause" text, "title" jsonb, "detail" jsonb, "citation" text,
        "severity" text, "severityRank" integer, "knockout" boolean, "state" text, "dueOn" date)
      on conflict (organisation_id, engagement_id, occasion) do update set
        assessment_id = excluded.assessment_id,
        contract_id = excluded.contract_id,
        title = excluded.title,
        detail = excluded.detail,
        citation = excluded.citation,
        severity = excluded.severity,
        severity_rank = excluded.severity_rank,
        knockout = excluded.knockout,
        due_on = excluded.due_on,
        state = excluded.state,
        verdict_by = case when ${opensAgain} then null else finding.verdict_by end,
        verdict_note = case when ${opensAgain} then null else finding.verdict_note end,
        verdict_at = case when ${opensAgain} then null else finding.verdict_at end,
        closed_at = null,
        closed_because = null
      returning id, engagement_id, assessment_id, occasion, title`,
      {
        organisationId: this.database.organisationId,
        source: source.kind,
        held: asJson(held.map(rowOf)),
      },
    );
  }

  private async close(ended: readonly StoredFinding[]): Promise<void> {
    if (ended.length === 0) return;
    await this.database.query(
      `
      update app.finding f
      set state = 'closed', closed_at = app.now(), closed_because = 'no-longer-holds'
      where f.organisation_id = :organisationId and f.id = any(:ids::uuid[])`,
      { organisationId: this.database.organisationId, ids: ended.map(({ id }) => id) },
    );
  }
}

/** The former verdict is in the trail: a finding that opens again waits for a new one. */
const opensAgain = `finding.state in ('rejected', 'closed') and excluded.state <> finding.state`;

/** The occasion is the source's own, so that no two sources hold the same finding. */
function wantedOf(source: FindingSource, gap: Gap): WantedGap {
  return {
    ...gap,
    occasion: `${source.kind}:${gap.key}`,
    grounded: standsWithItsGround({ clause: gap.clause ?? null, knockout: gap.knockout ?? false }),
  };
}

/** The agreed day stands, whatever is counted from today, until the gap weighs more than when it was agreed. */
function onItsAgreedDay(gap: WantedGap, known: readonly StoredFinding[]): WantedGap {
  const agreed = known.find((one) => one.agreed && one.state === 'open' && one.occasion === gap.occasion);
  if (agreed === undefined) return gap;
  const isHeavier = SEVERITIES.indexOf(gap.severity) < SEVERITIES.indexOf(agreed.severity);
  return isHeavier ? gap : { ...gap, dueOn: agreed.dueOn };
}

/** By the names of the columns, in camel case. */
function rowOf({ wanted, state, dueOn }: Held) {
  return {
    engagementId: wanted.engagementId,
    assessmentId: wanted.assessmentId ?? null,
    contractId: wanted.contractId ?? null,
    occasion: wanted.occasion,
    question: wanted.question ?? null,
    clause: wanted.clause ?? null,
    title: wanted.title,
    detail: wanted.detail,
    citation: wanted.citation,
    severity: wanted.severity,
    // 0 is the worst.
    severityRank: SEVERITIES.indexOf(wanted.severity),
    knockout: wanted.knockout ?? false,
    state,
    dueOn,
  };
}

function writtenOf(written: readonly WrittenFinding[], wanted: WantedGap): WrittenFinding {
  const found = written.find(
    ({ engagementId, occasion }) => engagementId === wanted.engagementId && occasion === wanted.occasion,
  );
  if (found === undefined) throw new Error(`The finding ${wanted.occasion} was not written.`);
  return found;
}

function movedOf(
  move: MovedFinding['move'],
  { id, engagementId, assessmentId, title, occasion }: WrittenFinding,
): MovedFinding {
  return { move, id, engagementId, assessmentId, title, key: occasion.slice(occasion.indexOf(':') + 1) };
}

/** Rejected, but the ground stands. */
function lineOfOverruled({ move, known }: Held): AuditEntry[] {
  if (move !== 'overruled' || known === null) return [];
  const { id, engagementId, title, verdictNote, verdictAt } = known;
  return [
    {
      what: 'finding.reopened',
      object: { kind: 'engagement', id: engagementId },
      before: { state: 'rejected', note: verdictNote, rejectedAt: verdictAt },
      after: { findingId: id, title, because: say('finding.ground-stands') },
    },
  ];
}
