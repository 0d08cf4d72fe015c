import { IMPORTED_DAYS } from '@countersign/domain';
import type { SharedRows, TaskKind, TaskObject } from '@countersign/tasks';
import type { NextAction } from '../standings/next-action';

/** From so many days before it ends on an approval, an acceptance or an override is looked at. */
const ENDING_DAYS = 30;

const engagement = (place: string): TaskObject => ({
  kind: 'engagement',
  path: (id) => `/engagements/${id}${place}`,
  owner: {
    column: 'owner_id',
    event: 'engagement.owner-changed',
    field: 'owner',
    revision: 'details_revision',
  },
});

interface Wanted {
  readonly dueOn?: string;
  readonly since?: string;
  readonly facts?: string;
  readonly from?: string;
  readonly where: string;
}

/** The engagements that are open, as their standing says it: neither ended, nor rejected and not in use. */
const openEngagements: SharedRows = {
  name: 'open_engagement',
  sql: `
    select s.organisation_id, s.engagement_id, s.rating, s.clause_01, s.what_next_action, s.reassessment_due_on,
      s.approval_state, s.approval_valid_to, e.name, e.vendor_id, e.owner_id, e.created_at, e.use_state,
      e.in_use_since, e.imported_on, e.data_returned_on
    from app.standing s
    join app.engagement e on e.organisation_id = s.organisation_id and e.id = s.engagement_id and e.state = 'open'
    where s.organisation_id = :organisationId and s.open`,
};

const engagementsThat = ({ dueOn, since, facts, from, where }: Wanted) => `
  select e.engagement_id as object_id, '' as part, e.name, e.vendor_id, e.owner_id, ${dueOn ?? 'null::date'} as due_on,
    ${since ?? 'null::date'} as since, jsonb_build_object(${facts ?? ''}) as facts
  from open_engagement e
  cross join zone z
  ${from ?? ''}
  where ${where}`;

type Named = Omit<TaskKind, 'object' | 'rows'> & { readonly place?: string };

const kind = ({ place = '', ...named }: Named, wanted: Wanted): TaskKind => ({
  ...named,
  object: engagement(place),
  rows: engagementsThat(wanted),
  over: openEngagements,
});

const recordedOn = '(e.created_at at time zone z.time_zone)::date';
/** It ran before it was recorded, and no finding is made of it before this day. */
const imported = `e.in_use_since < e.imported_on and z.today < e.imported_on + ${IMPORTED_DAYS}`;
const importedUntil = `case when ${imported} then e.imported_on + ${IMPORTED_DAYS - 1} end`;
const next = (action: NextAction) => `what_next_action = '${action}'`;

export const engagementTasks: readonly TaskKind[] = [
  kind(
    {
      kind: 'engagement-ownerless',
      title: 'task.engagement-ownerless.title',
      why: 'task.engagement-ownerless.why',
      permissions: ['vendor.write'],
    },
    { where: 'e.owner_id is null', since: recordedOn },
  ),
  kind(
    {
      kind: 'engagement-owner-left',
      title: 'task.engagement-owner-left.title',
      why: 'task.engagement-owner-left.why',
      permissions: ['vendor.write', 'member.manage'],
    },
    {
      from: 'join app.member w on w.organisation_id = e.organisation_id and w.id = e.owner_id and not w.active',
      facts: `'owner', w.name`,
      where: 'true',
    },
  ),
  kind(
    {
      kind: 'use-not-stated',
      place: '?tab=overview&step=use',
      title: 'task.use-not-stated.title',
      why: 'task.use-not-stated.why',
      permissions: ['vendor.write'],
    },
    { where: `e.use_state = 'not-stated'`, since: recordedOn },
  ),
  kind(
    {
      kind: 'intake-not-known',
      place: '/intake',
      title: 'task.intake-not-known.title',
      why: 'task.intake-not-known.why',
      permissions: ['vendor.write'],
    },
    {
      where: `e.engagement_id in (
        select i.id from app.engagement i
        where i.organisation_id = :organisationId and app.intake_has_unknowns(i.intake))`,
      since: recordedOn,
    },
  ),
  kind(
    {
      kind: 'clause-01-before-use',
      place: '?tab=contract',
      title: 'task.clause-01-before-use.title',
      why: 'task.clause-01-before-use.why',
      permissions: ['contract.write'],
    },
    {
      dueOn: importedUntil,
      since: `case when ${imported} then e.imported_on end`,
      facts: `'until', coalesce(to_jsonb(${importedUntil}), '"none"')`,
      where: `e.clause_01 = 'missing' and (e.use_state = 'not-yet' or (${imported}
        and (e.use_state <> 'ended' or e.data_returned_on is null)))`,
    },
  ),
  kind(
    {
      kind: 'imported-unapproved',
      place: '?tab=approval',
      title: 'task.imported-unapproved.title',
      why: 'task.imported-unapproved.why',
      permissions: ['engagement.approve'],
    },
    {
      dueOn: importedUntil,
      since: 'e.imported_on',
      facts: `'until', ${importedUntil}`,
      where: `e.use_state = 'in-use' and e.approval_state not in ('in-force', 'stale', 'ended') and ${imported}`,
    },
  ),
  kind(
    {
      kind: 'engagement-to-assess',
      place: '?tab=assessments&step=send',
      title: 'task.engagement-to-assess.title',
      why: 'task.engagement-to-assess.why',
      permissions: ['assessment.send'],
    },
    {
      where: `${next('send-assessment')} and coalesce(e.reassessment_due_on > z.today, true)`,
      since: recordedOn,
    },
  ),
  kind(
    {
      kind: 'reassessment-due',
      place: '?tab=assessments&step=send',
      title: 'task.reassessment-due.title',
      why: 'task.reassessment-due.why',
      permissions: ['assessment.send'],
    },
    {
      dueOn: 'e.reassessment_due_on',
      since: 'e.reassessment_due_on',
      facts: `'day', e.reassessment_due_on`,
      where: 'e.reassessment_due_on <= z.today',
    },
  ),
  kind(
    {
      kind: 'scope-to-settle',
      place: '?tab=assessments',
      title: 'task.scope-to-settle.title',
      why: 'task.scope-to-settle.why',
      permissions: ['scope.adopt'],
    },
    {
      where: `e.engagement_id in (
        select d.engagement_id from app.standing d
        where d.organisation_id = :organisationId and d.residual @? 'strict $.disputes[0]'
        union all
        select i.id from app.engagement i
        where i.organisation_id = :organisationId and app.facts_contradict(i.intake, i.facts))`,
    },
  ),
  kind(
    {
      kind: 'engagement-to-decide',
      place: '?tab=approval',
      title: 'task.engagement-to-decide.title',
      why: 'task.engagement-to-decide.why',
      permissions: ['engagement.approve'],
    },
    { where: `${next('approve')} and e.approval_state not in ('stale', 'ended')` },
  ),
  kind(
    {
      kind: 'approval-stale',
      place: '?tab=approval',
      title: 'task.approval-stale.title',
      why: 'task.approval-stale.why',
      permissions: ['engagement.approve'],
    },
    {
      since: `(
        select min(c.since) from app.approval_stale_cause c
        where c.organisation_id = e.organisation_id and c.engagement_id = e.engagement_id and c.ended_at is null)`,
      where: `e.approval_state = 'stale'`,
    },
  ),
  kind(
    {
      kind: 'approval-ending',
      place: '?tab=approval',
      title: 'task.approval-ending.title',
      why: 'task.approval-ending.why',
      permissions: ['engagement.approve'],
    },
    {
      dueOn: 'e.approval_valid_to',
      since: `e.approval_valid_to - ${ENDING_DAYS}`,
      facts: `'day', e.approval_valid_to`,
      where: `e.approval_state in ('in-force', 'ended') and e.approval_valid_to <= z.today + ${ENDING_DAYS}`,
    },
  ),
  kind(
    {
      kind: 'acceptance-ending',
      place: '?tab=approval',
      title: 'task.acceptance-ending.title',
      why: 'task.acceptance-ending.why',
      permissions: ['engagement.approve'],
    },
    {
      dueOn: 'r.until',
      since: `r.until - ${ENDING_DAYS}`,
      facts: `'day', r.until`,
      from: `join (
        select distinct on (r.engagement_id) r.engagement_id, r.until from app.risk_acceptance r
        where r.organisation_id = :organisationId and r.withdrawn_at is null
        order by r.engagement_id, r.at desc, r.id desc) r
        on r.engagement_id = e.engagement_id and r.until <= z.today + ${ENDING_DAYS}`,
      where: `(e.rating in ('high', 'very-high') or e.engagement_id in (
        select k.engagement_id from app.standing k
        where k.organisation_id = :organisationId and k.residual @? 'strict $.openKnockouts[0]'))`,
    },
  ),
  kind(
    {
      kind: 'override-ending',
      title: 'task.override-ending.title',
      why: 'task.override-ending.why',
      permissions: ['engagement.approve'],
    },
    {
      dueOn: 't.until',
      since: `t.until - ${ENDING_DAYS}`,
      facts: `'day', t.until, 'tier', t.tier`,
      from: `join app.tier_override t on t.organisation_id = e.organisation_id and t.engagement_id = e.engagement_id
        and t.lifted_at is null and t.expired_at is null`,
      where: `t.until between z.today and z.today + ${ENDING_DAYS}`,
    },
  ),
  kind(
    {
      kind: 'contract-to-record',
      place: '?tab=contract',
      title: 'task.contract-to-record.title',
      why: 'task.contract-to-record.why',
      permissions: ['contract.write'],
    },
    { where: next('record-contract') },
  ),
  {
    kind: 'data-to-return',
    object: engagement('?tab=overview&step=use'),
    title: 'task.data-to-return.title',
    why: 'task.data-to-return.why',
    permissions: ['vendor.write'],
    rows: `
      select e.id as object_id, '' as part, e.name, e.vendor_id, e.owner_id, null::date as due_on,
        e.ended_on as since, jsonb_build_object('day', e.ended_on) as facts
      from app.standing s
      join app.engagement e on e.organisation_id = s.organisation_id and e.id = s.engagement_id and e.state = 'ended'
      where s.organisation_id = :organisationId and ${next('return-data')}`,
  },
];
