import { Injectable } from '@nestjs/common';
import { UNANSWERED_STATES } from '@countersign/domain';
import { Cancelling } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { ContractChanges } from '@countersign/contracts';
import {
  Changes,
  Clock,
  conflict,
  Database,
  invalid,
  refuseStale,
  say,
  textList,
  type Weighed,
} from '@countersign/platform';
import { Details, shownTo } from './details';
import type { NewEnd, OpenWork, Reopening } from './details.dto';
import { engagementEnded, engagementReopened } from './details-changes';

type End = Pick<NewEnd, 'lastDay' | 'reason' | 'assessments'>;

interface Used {
  readonly state: string;
  readonly since: string | null;
  readonly endedOn: string | null;
}

/**
 * Ends a service, today or on a day to come, and takes an end back. What was decided of it is kept; the vendor counts as
 * holding data until their return or destruction is recorded.
 */
@Injectable()
export class EndingService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly details: Details,
    private readonly cancelling: Cancelling,
    private readonly contracts: ContractChanges,
  ) {}

  async end(id: string, { revision, ...end }: NewEnd): Promise<void> {
    const present = await this.details.locked(id);
    refuseStale(shownTo(present), revision);
    if (present.state === 'ended') throw conflict('engagement-ended', say('ending.it-has-ended'));
    const { since } = await this.use(id);
    if (since !== null && end.lastDay < since)
      throw invalid([{ field: 'lastDay', message: say('ending.give-a-day-of-use', { since }) }]);
    if (end.lastDay <= (await this.clock.today())) return this.takeEffect(id, end);
    await this.record(
      id,
      `ends_on = :lastDay, end_reason = :reason, end_keeps_assessments = :keeps`,
      columnsOf(end),
    );
    await this.audit.record({
      what: 'engagement.end-planned',
      object: { kind: 'engagement', id },
      ...(present.end !== null && { before: inTheTrail(present.end) }),
      after: inTheTrail(end),
    });
  }

  /**
   * What was cancelled stays cancelled. A use that ended with the engagement goes on, unless its data are back or somebody
   * has stated another end since; what was ended by hand stays ended.
   */
  async reopen(id: string, { reason, revision }: Reopening): Promise<void> {
    const present = await this.details.locked(id);
    refuseStale(shownTo(present), revision);
    if (present.vendorState === 'archived') throw conflict('vendor-archived');
    const { end, state } = present;
    if (state === 'open' && end === null) throw conflict('engagement-open');
    const before = await this.use(id);
    if (state === 'ended') await this.useAgain(id);
    await this.record(
      id,
      `state = 'open', ends_on = null, ended_on = null, end_reason = null, end_keeps_assessments = null,
        end_ended_use = null`,
      {},
    );
    const after = await this.use(id);
    await this.audit.record({
      what: state === 'ended' ? 'engagement.reopened' : 'engagement.end-withdrawn',
      object: { kind: 'engagement', id },
      before: { ...(end && inTheTrail(end)), ...movedUse(before, after).before },
      after: { reason, ...movedUse(before, after).after },
    });
    if (state === 'open') return;
    this.changes.note(engagementReopened({ engagementId: id }));
    await this.contracts.followEngagement(id);
  }

  /** Those whose last day has passed. */
  async due(): Promise<Weighed[]> {
    return this.database.query(
      `
      select e.id, 1 as rows from app.engagement e
      where e.organisation_id = :organisationId and e.ends_on < :today
      order by e.id`,
      { organisationId: this.database.organisationId, today: await this.clock.today() },
    );
  }

  async endDue(ids: readonly string[]): Promise<void> {
    const due = await this.database.query<{ id: string } & End>(
      `
      select e.id, e.ends_on as last_day, coalesce(e.end_reason, '') as reason,
        case when e.end_keeps_assessments then 'keep' else 'cancel' end as assessments
      from app.engagement e
      where e.organisation_id = :organisationId and e.id = any(:ids::uuid[]) and e.ends_on < :today
      order by e.id
      for no key update skip locked`,
      { organisationId: this.database.organisationId, ids, today: await this.clock.today() },
    );
    for (const { id, ...end } of due) await this.takeEffect(id, end);
  }

  private async takeEffect(id: string, end: End): Promise<void> {
    const before = await this.use(id);
    await this.record(
      id,
      `state = 'ended', ended_on = :lastDay, ends_on = null, end_reason = :reason, end_keeps_assessments = :keeps,
        end_ended_use = e.use_state = 'in-use'`,
      columnsOf(end),
    );
    await this.endUse(id, end.lastDay);
    const cancelled = end.assessments === 'cancel' ? await this.cancelOpen(id, end.reason) : 0;
    const moved = movedUse(before, await this.use(id));
    await this.audit.record({
      what: 'engagement.ended',
      object: { kind: 'engagement', id },
      before: { ...moved.before },
      after: { ...inTheTrail(end), cancelled, ...moved.after },
    });
    this.changes.note(engagementEnded({ engagementId: id }));
    await this.contracts.followEngagement(id);
  }

  /** What the vendor has submitted stays with the reviewer, also what it submits this moment. */
  private async cancelOpen(engagementId: string, reason: string): Promise<number> {
    const open = await this.database.query<{ id: string; engagementId: string }>(
      `
      select a.id, a.engagement_id from app.assessment a
      where a.organisation_id = :organisationId and a.engagement_id = :engagementId
        and a.state in (${textList(UNANSWERED_STATES)})
      order by a.id
      for no key update`,
      { engagementId },
    );
    for (const assessment of open) await this.cancelling.cancel(assessment, { reason });
    return open.length;
  }

  private async record(
    id: string,
    columns: string,
    values: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.database.query(
      `
      update app.engagement e set ${columns}, details_revision = e.details_revision + 1
      where e.organisation_id = :organisationId and e.id = :id`,
      { organisationId: this.database.organisationId, id, ...values },
    );
  }

  private async endUse(id: string, lastDay: string): Promise<void> {
    await this.database.query(
      `
      update app.engagement e
      set use_state = 'ended', use_ended_on = :lastDay, use_revision = e.use_revision + 1
      where e.organisation_id = :organisationId and e.id = :id and e.use_state = 'in-use'`,
      { organisationId: this.database.organisationId, id, lastDay },
    );
  }

  private async useAgain(id: string): Promise<void> {
    await this.database.query(
      `
      update app.engagement e
      set use_state = 'in-use', use_ended_on = null, use_revision = e.use_revision + 1
      where e.organisation_id = :organisationId and e.id = :id and e.use_state = 'ended'
        and e.end_ended_use and e.use_ended_on = e.ended_on and e.data_returned_on is null`,
      { organisationId: this.database.organisationId, id },
    );
  }

  private use(id: string): Promise<Used> {
    return this.database.one<Used>(
      `
      select e.use_state as state, e.in_use_since as since, e.use_ended_on as ended_on
      from app.engagement e
      where e.organisation_id = :organisationId and e.id = :id`,
      { organisationId: this.database.organisationId, id },
      'engagement',
    );
  }
}

function inTheTrail({
  lastDay,
  reason,
  assessments,
}: {
  lastDay: string;
  reason: string | null;
  assessments: OpenWork;
}) {
  return { lastDay, reason, openAssessments: assessments };
}

const columnsOf = ({ lastDay, reason, assessments }: End) => ({
  lastDay,
  reason,
  keeps: assessments === 'keep',
});

/** What an end or a reopening said of the use, where it said something. */
function movedUse(before: Used, after: Used): Readonly<Record<'before' | 'after', object>> {
  if (before.state === after.state) return { before: {}, after: {} };
  const said = ({ state, endedOn }: Used) => ({ use: state, endedOn });
  return { before: said(before), after: said(after) };
}
