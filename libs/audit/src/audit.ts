import { Injectable } from '@nestjs/common';
import { asJson, Database, type Actor } from '@countersign/platform';

export interface AuditEntry {
  /** Object and past tense: `vendor.created`, `assessment.submitted`. */
  readonly what: string;
  readonly object: { readonly kind: string; readonly id: string | null };
  /** The values that changed. Never a password, a token or a code. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Where other rows name this line before it is written, such as the record of an erasure. */
  readonly id?: string;
  /** Somebody who has not signed in, by the name they gave: a failed sign-in. */
  readonly visitor?: string;
  /** The person whose act it was, where the work itself is done as the organisation. */
  readonly by?: { readonly kind: 'member' | 'respondent'; readonly id: string; readonly name: string };
}

/** The trail: one line beside each change, in its transaction, so that neither can exist without the other. */
@Injectable()
export class Audit {
  constructor(private readonly database: Database) {}

  async record(entry: AuditEntry): Promise<void> {
    await this.recordEach([entry]);
  }

  /** One line for each in one statement: a change of many records costs no more round trips than one of a single one. */
  async recordEach(entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const { actor, organisationId } = this.database;
    const sql = `
      insert into app.audit_event
        (organisation_id, id, actor_kind, actor_id, actor_name, from_where, what, object_kind, object_id,
         before, after, detail)
      select
        :organisationId, coalesce(l.id, uuidv7()), l.actor_kind, l.actor_id, l.actor_name, l.from_where, l.what,
        l.object_kind, l.object_id, l.before, l.after, l.detail
      from jsonb_to_recordset(:lines::jsonb) as l
        (id uuid, actor_kind text, actor_id uuid, actor_name text, from_where text, what text, object_kind text,
         object_id uuid, before jsonb, after jsonb, detail jsonb)`;
    const lines = entries.map((entry) => lineOf(entry, actor));
    await this.database.query(sql, { organisationId, lines: asJson(lines) });
  }
}

/** Absent is null in the row, not a JSON null. */
function lineOf({ id, what, object, before, after, detail, visitor, by }: AuditEntry, actor: Actor): object {
  const who = {
    ...describe(actor),
    ...(visitor !== undefined && { kind: 'visitor', name: visitor }),
    ...by,
  };
  return {
    ...(id !== undefined && { id }),
    actor_kind: who.kind,
    actor_id: who.id,
    actor_name: who.name,
    from_where: who.from,
    what,
    object_kind: object.kind,
    object_id: object.id,
    ...(before && { before }),
    ...(after && { after }),
    ...detailOf(actor, detail),
  };
}

/** What a program did in a member's name says which token it used. */
function detailOf(actor: Actor, detail: AuditEntry['detail']): { readonly detail?: object } {
  const apiToken = actor.kind === 'member' ? actor.apiToken : undefined;
  if (apiToken === undefined) return detail ? { detail } : {};
  return { detail: { ...detail, apiToken } };
}

interface AuditedActor {
  readonly kind: 'member' | 'respondent' | 'job' | 'visitor';
  readonly id: string | null;
  readonly name: string;
  readonly from: string | null;
}

function describe(actor: Actor): AuditedActor {
  switch (actor.kind) {
    case 'member':
      return { kind: 'member', id: actor.memberId, name: actor.name, from: actor.from ?? null };
    case 'respondent':
      return {
        kind: 'respondent',
        id: actor.contactId,
        name: actor.name ?? 'a contact',
        from: actor.from ?? null,
      };
    case 'job':
      return { kind: 'job', id: null, name: actor.name, from: actor.from ?? null };
    case 'token':
    case 'none':
      throw new Error('Nothing is recorded without an organisation.');
  }
}
