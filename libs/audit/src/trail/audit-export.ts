import { pipeline, Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { Database, RateLimits, type MemberActor } from '@countersign/platform';
import { Audit } from '../audit';
import type { AuditFilter, AuditLine, AuditPage } from './audit.dto';
import { AuditReader, searchOf, type LineSearch } from './audit.reader';
import { auditRateLimits } from '../rate-limits';

const LINES_A_PAGE = 1_000;

const columns: Readonly<Record<string, (line: AuditLine) => unknown>> = {
  'Time (UTC)': ({ at }) => at,
  'Business time (UTC)': ({ businessAt }) => businessAt,
  'Kind of actor': ({ actorKind }) => actorKind,
  'Actor id': ({ actorId }) => actorId,
  Actor: ({ actorName }) => actorName,
  Event: ({ what }) => what,
  'Kind of object': ({ objectKind }) => objectKind,
  'Object id': ({ objectId }) => objectId,
  Object: ({ objectName }) => objectName,
  Before: ({ before }) => asText(before),
  After: ({ after }) => asText(after),
  Detail: ({ detail }) => asText(detail),
  From: ({ from }) => from,
  Seal: ({ sealNo }) => sealNo,
  'Seal by a lost key': ({ sealKeyLost }) => (sealKeyLost ? 'yes' : 'no'),
  Erased: ({ erased }) => (erased ? 'yes' : 'no'),
};

function asText(document: object | null): string | null {
  return document === null ? null : JSON.stringify(document);
}

/** The trail as a table for other programs. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly database: Database,
    private readonly reader: AuditReader,
    private readonly audit: Audit,
    private readonly limits: RateLimits,
  ) {}

  /** Each page in a transaction of its own: none is open while a slow reader takes the bytes. */
  async asCsv(member: MemberActor, filter: AuditFilter): Promise<Readable> {
    await this.limits.take(auditRateLimits.export, member.memberId);
    await this.database.run(member, () =>
      this.audit.record({
        what: 'audit.exported',
        object: { kind: 'organisation', id: member.organisationId },
        detail: { ...filter },
      }),
    );
    // Cells that a spreadsheet would take for a formula are escaped: names and answers come from outside.
    const csv = stringify({ header: true, columns: Object.keys(columns), bom: true, escape_formulas: true });
    // An error leaves a file that breaks off: the head with its status has gone out long before.
    return pipeline(Readable.from(this.rows(member, searchOf(filter))), csv, () => undefined);
  }

  private async *rows(member: MemberActor, search: LineSearch): AsyncGenerator<unknown[]> {
    let cursor: string | null = null;
    do {
      const from: string | null = cursor;
      const { items, next }: AuditPage = await this.database.run(member, () =>
        this.reader.page(search, { cursor: from, most: LINES_A_PAGE }),
      );
      for (const line of items) yield Object.values(columns).map((cell) => cell(line));
      cursor = next;
    } while (cursor !== null);
  }
}
