import { IMPORTED_DAYS } from '@countersign/domain';
import type { TaskKind, TaskObject } from '@countersign/tasks';
import type { NextAction } from '../standings/next-action';

/** From so many days before it ends on an approval, an acceptance or an override is looked at. */
const ENDING_DAYS = 30;

const engagement = (place: string): TaskObject => ({
  kind: 'engagement',
  path: (id) => `/engagements/${id}${place}`,
  owner: { column: 'owner_id', event: 'engagement.owner-changed', field: 'owner', revised: true },
});

interface Wanted {
  readonly dueOn?: string;
  readonly since?: string;
  readonly facts?: string;
  readonly from?: string;
  readonly where: string;
}

/** Of the engagements that are open, as their standing says it: neither ended, nor rejected and not in use. */
const engagementsThat = ({ dueOn, since, facts, from, where }: Wanted) => `
  select e.id as object_id, '' as part, e.name, e.vendor_id, e.owner_id, ${dueOn ?? 'null::date'} as due_on,
    ${since ?? 'null::date'} as since, jsonb_build_object(${facts ?? ''}) as facts
  from app.standing s
  cross join zone z
  join app.engagement e on e.organisation_id = s.organisation_id and e.id = s.engagement_id and e.state = 'open'
  ${from ?? ''}
  where s.organisation_id = :organisationId and s.open and ${where}`;

type Named = Omit<TaskKind, 'object' | 'rows'> & { readonly place?: string };

const kind = ({ place = '', ...named }: Named, wanted: Wanted): TaskKind => ({
  ...named,
  object: engagement(place),
  rows: engagementsThat(wanted),
});

const recordedOn = '(e.created_at at time zone z.time_zone)::date';
/** It ran before it was recorded, and no finding is made of it before this day. */
const imported = `e.in_use_since < e.imported_on and z.today < e.imported_on + ${IMPORTED_DAYS}`;
const importedUntil = `case when ${imported} then e.imported_on + ${IMPORTED_DAYS - 1} end`;
const next = (action: NextAction) => `s.what_next_action = '${action}'`;

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
      where: `(e.intake ->> 'laws' is null or e.intake -> 'dataElements' @> '["unknown"]'
        or e.intake ->> 'peopleAffected' = 'unknown')`,
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
      where: `s.clause_01 = 'missing' and (e.use_state = 'not-yet' or (${imported}
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
      where: `e.use_state = 'in-use' and s.approval_state not in ('in-force', 'stale', 'ended') and ${imported}`,
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
      where: `${next('send-assessment')} and coalesce(s.reassessment_due_on > z.today, true)`,
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
      dueOn: 's.reassessment_due_on',
      since: 's.reassessment_due_on',
      facts: `'day', s.reassessment_due_on`,
      where: 's.reassessment_due_on <= z.today',
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
      // What is in force is mostly what the intake says: that is seen of both as a whole, without going through them.
      where: `(jsonb_array_length(s.residual -> 'disputes') > 0 or e.facts || e.intake <> e.facts and exists (
        select from jsonb_each(e.intake) i
        where e.facts ? i.key and case jsonb_typeof(i.value)
          when 'array' then not i.value @> (e.facts -> i.key)
          else e.facts -> i.key <> i.value end))`,
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
    { where: `${next('approve')} and s.approval_state not in ('stale', 'ended')` },
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
        where c.organisation_id = s.organisation_id and c.engagement_id = s.engagement_id and c.ended_at is null)`,
      where: `s.approval_state = 'stale'`,
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
      dueOn: 's.approval_valid_to',
      since: `s.approval_valid_to - ${ENDING_DAYS}`,
      facts: `'day', s.approval_valid_to`,
      where: `s.approval_state in ('in-force', 'ended') and s.approval_valid_to <= z.today + ${ENDING_DAYS}`,
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
      from: `join lateral (
        select r.until from app.risk_acceptance r
        where r.organisation_id = s.organisation_id and r.engagement_id = s.engagement_id and r.withdrawn_at is null
        order by r.at desc, r.id desc limit 1) r on r.until <= z.today + ${ENDING_DAYS}`,
      where: `(s.rating in ('high', 'very-high') or jsonb_array_length(s.residual -> 'openKnockouts') > 0)`,
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
      from: `join app.tier_override t on t.organisation_id = s.organisation_id and t.engagement_id = s.engagement_id
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
