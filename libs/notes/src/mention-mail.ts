import { Injectable } from '@nestjs/common';
import { Ledger } from '@countersign/notifications';
import { Database, defineWindow, Problem, RateLimits, say } from '@countersign/platform';

interface Mentioned {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const perHour = defineWindow('note-mentions', 3600);
const MOST_AN_HOUR = 60;

/** Tells whoever is mentioned in a note; nobody about their own, and nobody twice. */
@Injectable()
export class MentionMail {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly rates: RateLimits,
  ) {}

  /** @throws 429 `mentioned-often`: then nothing is saved, and the form keeps what was typed */
  async tell(noteId: string, authorId: string, mentioned: readonly Mentioned[]): Promise<void> {
    const told = mentioned.filter(({ id }) => id !== authorId);
    if (told.length === 0) return;
    const { granted, left } = await this.rates.claim(perHour, `${this.database.organisationId}/${authorId}`, {
      wanted: told.length,
      most: MOST_AN_HOUR,
    });
    if (granted < told.length) throw mentionedOften(left);
    for (const { id, name, email } of told) {
      await this.ledger.enqueue({
        occasion: await this.occasion(noteId, id),
        kind: 'note-mention',
        recipient: { address: email, name, memberId: id },
        object: { kind: 'note', id: noteId },
        immediate: true,
      });
    }
  }

  /** One whose mail fell away, since the mention was taken away meanwhile, is told when it is given again. */
  private async occasion(noteId: string, memberId: string): Promise<string> {
    const { fallen } = await this.database.one<{ readonly fallen: number }>(
      `
      select count(*)::int as fallen from app.notification n
      where n.organisation_id = :organisationId and n.object_kind = 'note' and n.object_id = :noteId
        and n.kind = 'note-mention' and n.member_id = :memberId and n.state = 'superseded'`,
      { organisationId: this.database.organisationId, noteId, memberId },
    );
    return fallen === 0 ? `note-mention:${noteId}` : `note-mention:${noteId}:${fallen}`;
  }
}

function mentionedOften(retryAfterSeconds: number): Problem {
  return new Problem({
    status: 429,
    code: 'mentioned-often',
    title: say('title.mailed-often'),
    detail: say('refusal.mentioned-often', { n: MOST_AN_HOUR }),
    retryAfterSeconds,
  });
}
