import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database, forEachOrganisation, KeyRing, type JobActor } from '@countersign/platform';
import { linkOf, sealPurpose, type SealSource } from './chain';
import { ChainHeads } from './chain-head';
import { placeAfter, UnsealedLines, type FoundLine, type SealScope } from './unsealed-lines';

/** One transaction holds the organisation's chain for this many lines at most. */
const LINES_A_PAGE = 1_000;

/** Then the next organisation has its turn; the periodic task comes back in seconds. */
const PAGES_A_TURN = 5;

const SEALER = 'audit sealer';

/** How many times as long as a page took the sealer rests before the next: whoever writes goes first. */
const REST = 5;

/** Where a sealing of several pages stands. Sources that are done have no place; null is the beginning. */
interface Course {
  readonly scope: SealScope | null;
  readonly places: ReadonlyMap<SealSource, string | null>;
  readonly sealed: number;
}

interface Round {
  readonly course: Course;
  readonly more: boolean;
  /** Another sealer holds the chain. */
  readonly elsewhere: boolean;
  /** This turn has seen that the chain's last seal is genuine. */
  readonly proved: boolean;
}

const start: Course = {
  scope: null,
  places: new Map([
    ['event', null],
    ['answer', null],
  ]),
  sealed: 0,
};

/**
 * Gives every line of the trail its place in the organisation's chain, some seconds after it was written. Chooses by
 * "not yet sealed", never by id or time: transactions commit in another order than they begin.
 */
@Injectable()
export class Sealer {
  /** Where the last turn of an organisation ended before its lines did. */
  private readonly unfinished = new Map<string, Course>();

  constructor(
    private readonly database: Database,
    private readonly lines: UnsealedLines,
    private readonly heads: ChainHeads,
    private readonly keys: KeyRing,
  ) {}

  /** A turn for each organisation that has new lines. */
  sealAll(): Promise<void> {
    const round = { name: SEALER, which: 'to-seal' } as const;
    return forEachOrganisation(this.database, round, (actor) => this.turn(actor));
  }

  /** Everything, and how many lines were sealed; another sealer at the same chain leaves the rest to it. */
  async seal(organisationId: string): Promise<number> {
    const actor: JobActor = { kind: 'job', organisationId, name: SEALER };
    const { course } = await this.advance(actor, start, Infinity);
    return course.sealed;
  }

  private async advance(actor: JobActor, from: Course, mostPages: number): Promise<Round> {
    let round: Round = { course: from, more: true, elsewhere: false, proved: false };
    for (let page = 0; round.more && page < mostPages; page++) {
      // What a page found counts only when its transaction has committed: a repeated one begins where this one did.
      const before = round;
      const began = performance.now();
      round = await this.database.run(actor, () => this.goOn(before));
      if (round.more) await pause((performance.now() - began) * REST);
    }
    return round;
  }

  private async turn(actor: JobActor): Promise<void> {
    const { organisationId } = actor;
    const from = this.unfinished.get(organisationId) ?? start;
    this.unfinished.delete(organisationId);
    const { course, more } = await this.advance(actor, from, PAGES_A_TURN);
    if (more) this.unfinished.set(organisationId, course);
  }

  /** One page of each source. */
  private async goOn(round: Round): Promise<Round> {
    const { course } = round;
    if (!(await this.holdChain())) return { ...round, more: false, elsewhere: true };
    const scope = course.scope ?? (await this.lines.scope());
    const places = new Map<SealSource, string>();
    const found: (FoundLine & { readonly source: SealSource })[] = [];
    for (const [source, place] of course.places) {
      const page = await this.lines.page(source, scope, { place, most: LINES_A_PAGE });
      found.push(...page.map((line) => ({ ...line, source })));
      const last = page.at(-1);
      if (last !== undefined && page.length === LINES_A_PAGE) places.set(source, placeAfter(source, last));
    }
    const appended = await this.append(found, round);
    const sealed = course.sealed + appended;
    const more = places.size > 0;
    if (!more) await this.lines.settle(scope);
    return {
      course: { scope, places, sealed },
      more,
      elsewhere: false,
      proved: round.proved || appended > 0,
    };
  }

  /** A second sealer goes on to the next organisation instead of waiting. */
  private async holdChain(): Promise<boolean> {
    const { got } = await this.database.one<{ got: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('countersign.audit-seal.' || :organisationId::text, 0)) as got`,
      { organisationId: this.database.organisationId },
    );
    return got;
  }

  private async append(
    found: readonly (FoundLine & { source: SealSource })[],
    { proved }: Pick<Round, 'proved'>,
  ): Promise<number> {
    const lines = found.flatMap(({ digest, ...line }) => (digest === null ? [] : [{ ...line, digest }]));
    if (lines.length === 0) return 0;
    const { organisationId } = this.database;
    const head = await this.heads.read();
    if (!proved) this.heads.prove(head);
    const secret = this.keys.secretFor(sealPurpose);
    let previous = head.hash;
    const hashes = lines.map(({ source, rowId, digest }, index) => {
      const seal = { sealNo: head.sealNo + index + 1, sealedAt: head.next.seconds, source, rowId, digest };
      previous = linkOf(secret, previous, seal);
      return previous;
    });
    // Digests and hashes go as two strings of bytes: lists of them cost the server more than the rows themselves.
    await this.database.query(
      `
      insert into app.audit_seal (organisation_id, seal_no, source, row_id, digest, hash, key_id, sealed_at)
      select :organisationId, :sealNo::bigint + n.place, case when n.place <= :events then 'event' else 'answer' end, n.row_id,
        substring(:digests::bytea from (n.place * 32 - 31)::int for 32),
        substring(:hashes::bytea from (n.place * 32 - 31)::int for 32), :keyId, :sealedAt
      from unnest(:rowIds::text[]) with ordinality as n (row_id, place)`,
      {
        organisationId,
        sealNo: head.sealNo,
        keyId: this.keys.currentId,
        sealedAt: head.next.at,
        // They stand before the answers, as the pages were read.
        events: lines.filter(({ source }) => source === 'event').length,
        rowIds: lines.map(({ rowId }) => rowId),
        digests: Buffer.concat(lines.map(({ digest }) => digest)),
        hashes: Buffer.concat(hashes),
      },
      { name: 'append-seals' },
    );
    return lines.length;
  }
}
