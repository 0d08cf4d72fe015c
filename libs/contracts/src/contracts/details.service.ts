import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, invalid, say } from '@countersign/platform';
import { ContractChanges } from './contract-changes';
import { ContractDesk } from './contract-desk';
import { ContractEntity } from './contract.entity';
import { ContractReferences } from './contract-references';
import { contractAmended } from './contract-kinds';
import type { ContractDetails, ContractOwner } from './contract.dto';
import type { ChangedDetails, GivenDetails } from './contract-request.dto';
import { DetailsReader } from './details.reader';

/** What is known of a contract apart from its time: edited with a reason, what it replaces stays in the trail. */
@Injectable()
export class DetailsService {
  constructor(
    private readonly database: Database,
    private readonly desk: ContractDesk,
    private readonly reader: DetailsReader,
    private readonly references: ContractReferences,
    private readonly audit: Audit,
    private readonly changes: ContractChanges,
  ) {}

  async change(
    id: string,
    { reason, revision, ownerId, apartFrom, ...given }: ChangedDetails,
  ): Promise<void> {
    const columns = detailColumns(given);
    await this.desk.take(id, revision);
    const before = await this.reader.detailsOf(id);
    const owner = ownerId === before.owner?.id ? before.owner : await this.requireOwner(ownerId);
    const after: ContractDetails = { ...given, owner };
    const changed = EDITABLE.filter((key) => asText(before[key]) !== asText(after[key]));
    if (changed.length === 0) return this.desk.giveBack(id);
    if (changed.includes('reference')) await this.references.refuseKnownTo(id, after.reference, apartFrom);
    await this.database.update(ContractEntity, { id }, { ...columns, ownerId });
    await this.audit.record({
      what: 'contract.details-changed',
      object: { kind: 'contract', id },
      before: inTheTrail(changed, before),
      after: { ...inTheTrail(changed, after), reason },
    });
    await this.changes.follow([id], contractAmended);
  }

  async requireOwner(ownerId: string | null): Promise<ContractOwner | null> {
    if (ownerId === null) return null;
    const owner = await this.database.maybeOne<ContractOwner>(
      `
      select m.id, m.name, m.active from app.member m
      where m.organisation_id = :organisationId and m.id = :ownerId and m.active`,
      { organisationId: this.database.organisationId, ownerId },
    );
    if (owner === null) {
      throw invalid([{ field: 'ownerId', message: say('contract.service.choose-a-member-of') }]);
    }
    return owner;
  }
}

const VALUES = ['annualValue', 'totalValue', 'oneOffValue'] as const;
const EDITABLE = ['title', 'reference', 'owner', ...VALUES, 'costCentre', 'supplierNumber'] as const;

function asText(field: ContractDetails[(typeof EDITABLE)[number]]): string | null {
  if (field === null || typeof field === 'string') return field;
  return 'currency' in field ? `${field.minorUnits} ${field.currency}` : field.id;
}

/** As columns; values of one contract are in one currency, so that they can be set side by side. */
export function detailColumns(given: GivenDetails) {
  const currency = VALUES.map((field) => given[field]?.currency).find((one) => one !== undefined) ?? null;
  const others = VALUES.filter((field) => given[field] !== null && given[field].currency !== currency);
  if (others.length > 0) {
    throw invalid(
      others.map((field) => ({ field: `${field}.currency`, message: say('details.service.one-currency') })),
    );
  }
  const { title, reference, annualValue, totalValue, oneOffValue, costCentre, supplierNumber } = given;
  return {
    title,
    reference,
    annualMinorUnits: annualValue?.minorUnits ?? null,
    totalMinorUnits: totalValue?.minorUnits ?? null,
    oneOffMinorUnits: oneOffValue?.minorUnits ?? null,
    currency,
    costCentre,
    supplierNumber,
  };
}

/** People by their names. */
function inTheTrail(
  keys: readonly (typeof EDITABLE)[number][],
  details: ContractDetails,
): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, key === 'owner' ? details.owner?.name : details[key]]));
}
