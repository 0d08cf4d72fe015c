import { Injectable } from '@nestjs/common';
import { mailTemplates } from '@countersign/content';
import { deliveryNotices } from './delivery-notices';
import type { MailLadder, MailRule, MailSubject } from './mail-subject';

export interface NamedLadder extends MailLadder {
  readonly name: string;
}

/** Every subject of mail. Features register theirs in `onModuleInit`, in the api and in the worker. */
@Injectable()
export class MailSubjects {
  private readonly subjects = new Map<string, MailSubject>();
  private readonly rules = new Map<string, MailRule>(Object.entries(deliveryNotices));

  register(subject: MailSubject): void {
    const { objectKind, mails, ladders } = subject;
    for (const name of [objectKind, ...Object.keys(ladders)]) refuseOddName(name);
    if (this.subjects.has(objectKind)) throw new Error(`The mail subject ${objectKind} is registered twice.`);
    const taken = Object.keys(mails).find((kind) => this.rules.has(kind));
    if (taken !== undefined)
      throw new Error(`The mail ${taken} of ${objectKind} belongs to another subject already.`);
    const climbed = Object.keys(ladders).find((ladder) => this.ladders.some(({ name }) => name === ladder));
    if (climbed !== undefined)
      throw new Error(`The ladder ${climbed} of ${objectKind} belongs to another subject already.`);
    refuseUnknownMails(subject);
    this.subjects.set(objectKind, subject);
    for (const [kind, rule] of Object.entries(mails)) this.rules.set(kind, rule);
  }

  /**
   * A text that no subject tells would only be missed by whoever was to read it: the start of the product fails instead.
   * A program that holds a part of the features asks for no such thing.
   */
  refuseOrphans(kinds: readonly string[] = Object.keys(mailTemplates)): void {
    const orphans = kinds.filter((kind) => !this.rules.has(kind));
    if (orphans.length > 0)
      throw new Error(
        `No subject tells these mails: ${orphans.join(', ')}. Name them in the mail subject of the feature they belong to.`,
      );
  }

  get all(): readonly MailSubject[] {
    return [...this.subjects.values()];
  }

  /** Null for a row that this version does not know. */
  find(objectKind: string): MailSubject | null {
    return this.subjects.get(objectKind) ?? null;
  }

  /** Of the kind alone, whatever it is about; null for one that this version does not know. */
  ruleOf(kind: string): MailRule | null {
    return this.rules.get(kind) ?? null;
  }

  /** Before a row is written that nothing could send. */
  demand(objectKind: string, kind: string): void {
    const subject = this.find(objectKind);
    if (subject === null) throw new Error(`No mail subject is registered for ${objectKind}.`);
    if (!Object.hasOwn(subject.mails, kind) && !Object.hasOwn(deliveryNotices, kind))
      throw new Error(`The mail subject ${objectKind} has no mail ${kind}.`);
  }

  get ladders(): readonly NamedLadder[] {
    return this.all.flatMap(({ ladders }) =>
      Object.entries(ladders).map(([name, { variants, mailOn }]) => ({ name, variants, mailOn })),
    );
  }

  /** Of this kind of object; what it does not climb could warn of nothing. */
  ladderOf(objectKind: string, name: string): NamedLadder {
    const ladder = this.find(objectKind)?.ladders[name];
    if (ladder === undefined) throw new Error(`The mail subject ${objectKind} has no ladder ${name}.`);
    return { name, ...ladder };
  }
}

/** It stands in SQL, and in the occasion of a mail between two slashes. */
function refuseOddName(name: string): void {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name))
    throw new Error(
      `"${name}" names a mail subject or its ladder: write lower-case words with hyphens between them.`,
    );
}

function refuseUnknownMails({ objectKind, mails, ladders }: MailSubject): void {
  for (const [name, { variants, mailOn }] of Object.entries(ladders)) {
    const rungs = Object.values(variants).flat();
    const kinds = rungs.flatMap((rung) => [mailOn(rung, 'members'), mailOn(rung, 'contacts')]);
    const unknown = kinds.find((kind) => !Object.hasOwn(mails, kind));
    if (unknown !== undefined)
      throw new Error(`The ladder ${name} mails ${unknown}, which is no mail of its subject ${objectKind}.`);
  }
}
