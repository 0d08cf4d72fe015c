import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';
import type { ContractDetails, ContractOwner, ContractValue } from './contract.dto';

interface DetailsRow {
  readonly title: string;
  readonly reference: string | null;
  readonly owner: ContractOwner | null;
  readonly annualMinorUnits: number | null;
  readonly totalMinorUnits: number | null;
  readonly oneOffMinorUnits: number | null;
  readonly currency: string | null;
  readonly costCentre: string | null;
  readonly supplierNumber: string | null;
}

/** What a contract is called, what it costs and whose it is. */
@Injectable()
export class DetailsReader {
  constructor(private readonly database: Database) {}

  async detailsOf(id: string): Promise<ContractDetails> {
    const { annualMinorUnits, totalMinorUnits, oneOffMinorUnits, currency, ...details } =
      await this.database.one<DetailsRow>(
        `
        select c.title, c.reference, c.annual_minor_units, c.total_minor_units, c.one_off_minor_units, c.currency,
          c.cost_centre, c.supplier_number,
          case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name, 'active', m.active) end as owner
        from app.contract c
        left join app.member m on m.organisation_id = c.organisation_id and m.id = c.owner_id
        where c.organisation_id = :organisationId and c.id = :id`,
        { organisationId: this.database.organisationId, id },
        'contract',
      );
    return {
      ...details,
      annualValue: valueOf(annualMinorUnits, currency),
      totalValue: valueOf(totalMinorUnits, currency),
      oneOffValue: valueOf(oneOffMinorUnits, currency),
    };
  }
}

function valueOf(minorUnits: number | null, currency: string | null): ContractValue | null {
  return minorUnits === null || currency === null ? null : { minorUnits, currency };
}
