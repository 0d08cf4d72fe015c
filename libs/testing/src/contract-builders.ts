import type { Response, Test } from 'supertest';
import type TestAgent from 'supertest/lib/agent';
import { factCatalogue } from '@countersign/content';
import { inherentRisk, type ContractTerms, type IntakeFacts } from '@countersign/domain';
import { asJson } from '#product';
import { anIntake } from './an-intake';
import type { TestMember, TestOrganisation, TestProduct } from './product';

export interface VendorWithService {
  readonly vendorId: string;
  readonly engagementId: string;
}

/** A vendor with one open engagement. */
export async function aVendorWithService(
  product: TestProduct,
  organisation: TestOrganisation,
  wishes: {
    readonly name?: string;
    readonly intake?: Partial<IntakeFacts>;
    readonly ownerId?: string;
    readonly inUse?: boolean;
  } = {},
): Promise<VendorWithService> {
  const name = wishes.name ?? `Vendor ${Math.random().toString(36).slice(2, 10)}`;
  return product.asJobOf(organisation, async () => {
    const { id: vendorId } = await product.database.one<{ id: string }>(
      `
      insert into app.vendor (organisation_id, name, name_key)
      values (:organisationId, :name, lower(:name))
      returning id`,
      { organisationId: organisation.id, name },
    );
    const engagementId = await plantEngagement(product, { organisation, vendorId, ...wishes });
    return { vendorId, engagementId };
  });
}

export async function anotherService(
  product: TestProduct,
  organisation: TestOrganisation,
  vendorId: string,
): Promise<string> {
  return product.asJobOf(organisation, () => plantEngagement(product, { organisation, vendorId }));
}

async function plantEngagement(
  product: TestProduct,
  wishes: {
    readonly organisation: TestOrganisation;
    readonly vendorId: string;
    readonly intake?: Partial<IntakeFacts>;
    readonly ownerId?: string;
    readonly inUse?: boolean;
  },
): Promise<string> {
  const intake = anIntake(wishes.intake);
  const inherent = inherentRisk(intake, { catalogue: factCatalogue });
  const { id } = await product.database.one<{ id: string }>(
    `
    insert into app.engagement
      (organisation_id, vendor_id, name, owner_id, intake, inherent, impact_hundredths, likelihood,
       inherent_level, tier, use_state, in_use_since)
    values (:organisationId, :vendorId, 'Payroll', :ownerId, :intake, :inherent, :impact, :likelihood, :level, :tier,
      case when :inUse then 'in-use' else 'not-yet' end, case when :inUse then app.now()::date end)
    returning id`,
    {
      organisationId: wishes.organisation.id,
      inUse: wishes.inUse ?? false,
      vendorId: wishes.vendorId,
      ownerId: wishes.ownerId ?? null,
      intake: asJson(intake),
      inherent: asJson(inherent),
      impact: inherent.impactHundredths,
      likelihood: inherent.likelihood,
      level: inherent.level,
      tier: inherent.tier,
    },
  );
  return id;
}

/** A year and then years, 60 days' notice, from the first of January. */
export function yearlyTerms(effectiveOn: string, wishes: Partial<ContractTerms> = {}): ContractTerms {
  return {
    effectiveOn,
    serviceStartOn: null,
    initial: { kind: 'months', months: 12 },
    renewal: { kind: 'auto', months: 12 },
    maximumRenewals: null,
    latestEnd: null,
    notice: { kind: 'days', days: 60 },
    noticeBasis: 'sent-by',
    deliveryDays: 0,
    amendments: [],
    endedEarlyOn: null,
    agreedRenewals: 0,
    ...wishes,
  };
}

export function contractBody(
  { vendorId, engagementId }: VendorWithService,
  wishes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    vendorId,
    engagementIds: [engagementId],
    title: 'Master services agreement',
    reference: null,
    signedOn: '2026-01-05',
    terms: yearlyTerms('2026-01-01'),
    annualValue: null,
    ...wishes,
  };
}

/** Recorded as this member over the service; gives back the contract's id. */
export async function recordedContract(
  product: TestProduct,
  member: TestMember,
  service: VendorWithService,
  wishes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const browser = await product.signedInAs(member);
  const { body } = await browser.post('/api/contracts').send(contractBody(service, wishes)).expect(201);
  return (body as { id: string }).id;
}

/** The revision that the contract's page shows of what is marked about a clause; 0 where nothing is. */
export async function seenMark(browser: TestAgent, contractId: string, clause: string): Promise<number> {
  const { body } = await browser.get(`/api/contracts/${contractId}`);
  const clauses = (body.clauses ?? []) as readonly { readonly clause: string; readonly revision: number }[];
  return clauses.find((one) => one.clause === clause)?.revision ?? 0;
}

/** The revision that a contract's page shows; 0 where this member may not see it. */
export async function seenContract(browser: TestAgent, contractId: string): Promise<number> {
  const { body } = await browser.get(`/api/contracts/${contractId}`);
  return (body as { revision?: number }).revision ?? 0;
}

/** An act on a contract by somebody who sees it as it is at that moment. */
export function seeing(
  browser: TestAgent,
  contractId: string,
  act: (seen: { readonly revision: number }) => Test,
): { readonly expect: (status: number) => Promise<Response> } {
  return {
    expect: async (status) => act({ revision: await seenContract(browser, contractId) }).expect(status),
  };
}
