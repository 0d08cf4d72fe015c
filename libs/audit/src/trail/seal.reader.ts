import { Injectable } from '@nestjs/common';
import { Database, KeyRing } from '@countersign/platform';
import type { LostSealPart, SealHead, SealStanding } from './audit.dto';

/** How far the seal has come. */
@Injectable()
export class SealReader {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  async head(): Promise<SealHead | null> {
    return this.database.maybeOne<SealHead>(
      `select s.seal_no, encode(s.hash, 'hex') as hash, s.sealed_at as at
       from app.audit_seal s where s.organisation_id = :organisationId order by s.seal_no desc limit 1`,
      { organisationId: this.database.organisationId },
    );
  }

  /** The chain has no gaps, so its last number is its length. */
  async standing(): Promise<SealStanding> {
    const head = await this.head();
    const { waiting } = await this.database.one<{ waiting: number }>(waitingSql, {
      organisationId: this.database.organisationId,
    });
    return { sealed: head?.sealNo ?? 0, waiting, head, lost: await this.lost() };
  }

  /** Seconds since the oldest line was written that waits for its seal; 0 where none waits. */
  async oldestWaitingSeconds(): Promise<number> {
    const { oldest } = await this.database.one<{ oldest: number }>(waitingSql, {
      organisationId: this.database.organisationId,
    });
    return oldest;
  }

  /** Null where nothing is lost, or what was lost is found again. */
  async lost(): Promise<LostSealPart | null> {
    const { to, at, keys } = await this.database.one<{
      [name in keyof LostSealPart]: LostSealPart[name] | null;
    }>(
      `
      select max(l.sealed_to) as "to", max(l.at) as at, array_agg(distinct l.key_id order by l.key_id) as keys
      from app.key_loss l
      where l.organisation_id = :organisationId and l.sealed_to > 0 and l.key_id <> all (:held)`,
      { organisationId: this.database.organisationId, held: this.keys.ids },
    );
    return to === null || at === null || keys === null ? null : { to, keys, at };
  }
}

/** Above the mark only: below it everything is sealed. */
const waitingSql = `
  with mark as (
    select coalesce((
      select m.sealed_below from app.audit_seal_state m
      where m.organisation_id = :organisationId and m.cluster = app.cluster()), 0) as below
  ), line as materialized (
    select 'event' as source, e.id::text as row_id, e.at from app.audit_event e
    where e.organisation_id = :organisationId and e.transaction_id >= (select k.below from mark k)
    union all
    select 'answer', r.assessment_id || '/' || r.question || '/' || r.revision, r.at from app.answer_revision r
    where r.organisation_id = :organisationId and r.transaction_id >= (select k.below from mark k)
  )
  select count(*)::int as waiting,
    greatest(0, coalesce(extract(epoch from app.now() - min(l.at)), 0))::float8 as oldest
  from line l
  where not exists (
    select from app.audit_seal s
    where s.organisation_id = :organisationId and s.source = l.source and s.row_id = l.row_id)`;
