import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/database/actor';
import { Database } from '../platform/database/database';
import { asJson } from '../platform/database/named-parameters';

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
}

/** The trail: one line beside each change, in its transaction, so that neither can exist without the other. */
@Injectable()
export class Audit {
  constructor(private readonly database: Database) {}

  async record({ id: lineId, what, object, before, after, detail, visitor }: AuditEntry): Promise<void> {
    const { actor, organisationId } = this.database;
    const { kind, id, name, from } =
      visitor === undefined ? describe(actor) : { ...describe(actor), kind: 'visitor', name: visitor };
    const sql = `
      insert into app.audit_event
        (organisation_id, id, actor_kind, actor_id, actor_name, from_where, what, object_kind, object_id,
         before, after, detail)
      values
        (:organisationId, coalesce(:lineId::uuid, uuidv7()), :kind, :id, :name, :from, :what, :objectKind, :objectId,
         :before, :after, :detail)`;
    await this.database.query(sql, {
      organisationId,
      lineId: lineId ?? null,
      kind,
      id,
      name,
      from,
      what,
      objectKind: object.kind,
      objectId: object.id,
      before: before ? asJson(before) : null,
      after: after ? asJson(after) : null,
      detail: asDetail(actor, detail),
    });
  }
}

/** What a program did in a member's name says which token it used. */
function asDetail(actor: Actor, detail: AuditEntry['detail']): ReturnType<typeof asJson> | null {
  const apiToken = actor.kind === 'member' ? actor.apiToken : undefined;
  if (apiToken === undefined) return detail ? asJson(detail) : null;
  return asJson({ ...detail, apiToken });
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
