import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { conflict, Database, forbidden, notFound, say, type SignedInMember } from '@countersign/platform';
import type { TaskObject, TaskOwner } from '../kinds/task-kind';
import { TaskKinds } from '../kinds/task-kinds';
import { TaskReader } from './task.reader';

interface Taken {
  readonly before: string | null;
}

/** Whoever may do what nobody owns makes it theirs. */
@Injectable()
export class Taking {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly reader: TaskReader,
    private readonly kinds: TaskKinds,
  ) {}

  /** The member owns the object from now on, and with it all that is to be done there. */
  async take(id: string, member: SignedInMember): Promise<void> {
    const task = await this.reader.task(id, member.id);
    if (task === null) throw notFound('task');
    const { object, permissions } = this.kinds.of(task.kind);
    // A program may do less than the roles of its member.
    if (!permissions.some((one) => member.permissions.includes(one)))
      throw forbidden(say('tasks.not-yours-to-do'));
    if (object.owner === null) throw conflict('task-has-no-owner', say('refusal.task-has-no-owner'));
    await this.own(object, object.owner, { objectId: task.objectId, member });
  }

  /** Of two at once the later finds an owner who is here. */
  private async own(
    { kind }: TaskObject,
    { column, event, field, revision }: TaskOwner,
    { objectId, member }: { readonly objectId: string; readonly member: SignedInMember },
  ): Promise<void> {
    const [taken] = await this.database.query<Taken>(
      `
      update app.${kind} t set ${column} = :memberId ${revision === null ? '' : `, ${revision} = t.${revision} + 1`}
      where t.organisation_id = :organisationId and t.id = :objectId
        and not exists (
          select from app.member m
          where m.organisation_id = t.organisation_id and m.id = t.${column} and m.active)
      returning (
        select m.name from app.member m
        where m.organisation_id = :organisationId and m.id = old.${column}) as before`,
      { organisationId: this.database.organisationId, objectId, memberId: member.id },
    );
    if (taken === undefined) throw conflict('task-taken', say('refusal.task-taken'));
    await this.audit.record({
      what: event,
      object: { kind, id: objectId },
      before: { [field]: taken.before },
      after: { [field]: member.name },
    });
  }
}
