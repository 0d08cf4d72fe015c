import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';
import type { AuditPage, HistoryKind } from './audit.dto';
import { AuditReader, type LineSearch } from './audit.reader';

const LINES_A_PAGE = 25;

const ownLines = `e.object_kind = :kind and e.object_id = :objectId
  and e.what not in ('answers.read', 'file.read')`;

/** A finding's lines stand with its engagement, whose standing they move. */
const linesOfFinding = `e.object_kind = 'engagement'
  and e.object_id = (select f.engagement_id from app.finding f where f.organisation_id = :organisationId and f.id = :objectId)
  and e.after ->> 'findingId' = :objectId::uuid::text`;

/** What happened to one object, for its own page: who read it stands in the whole trail alone. */
@Injectable()
export class ObjectHistory {
  constructor(
    private readonly database: Database,
    private readonly reader: AuditReader,
  ) {}

  async of(kind: HistoryKind, objectId: string, cursor: string | null): Promise<AuditPage> {
    await this.database.one(`select o.id from app.${kind} o where o.id = :objectId`, { objectId }, kind);
    const search: LineSearch =
      kind === 'finding'
        ? { conditions: [linesOfFinding], parameters: { objectId } }
        : { conditions: [ownLines], parameters: { kind, objectId } };
    const { items, next } = await this.reader.page(search, { cursor, most: LINES_A_PAGE });
    return { items: items.map((line) => ({ ...line, from: null })), next };
  }
}
