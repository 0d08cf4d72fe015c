import type { Level, Tier } from '../levels/level';

/** Asks for a questionnaire, by its key, wherever both hold. */
export interface AskedByPolicy {
  readonly questionnaire: string;
  readonly data: 'protected' | 'any';
  readonly tiers: readonly Tier[];
}

export interface TierPolicy {
  readonly tier: Tier;
  /** For how long a submission speaks for the engagement. */
  readonly cadenceMonths: number;
  /** Roles of which one decides. */
  readonly approvers: readonly string[];
}

/** What an organisation demands before it approves: by tier and by the data that are held. Versions never change. */
export interface Policy {
  readonly asks: readonly AskedByPolicy[];
  readonly tiers: readonly TierPolicy[];
  /** From this rating on an approval needs a risk acceptance, and for at most how long one is given. */
  readonly acceptance: { readonly from: Level; readonly atMostMonths: number };
  /** After how many days a service in use whose approval has ended or gone stale is a finding. */
  readonly useWithoutApprovalDays: number;
}

/** What the policy says of one engagement. */
export interface PolicyInForce {
  readonly version: number;
  readonly questionnaires: readonly string[];
  /** Null where something is asked. */
  readonly nothingAskedBecause: 'no-protected-data' | 'not-for-this-tier' | 'said-not-needed' | null;
  readonly cadenceMonths: number;
  readonly approvers: readonly string[];
  readonly acceptanceFrom: Level;
  readonly acceptanceMonths: number;
  readonly useWithoutApprovalDays: number;
}

/** Where a member may say that no assessment is needed; the word falls away with either. */
export function mayGoUnassessed({
  tier,
  protectedData,
}: Pick<Assessable, 'tier' | 'protectedData'>): boolean {
  return tier === 3 && !protectedData;
}

interface Assessable {
  readonly tier: Tier;
  readonly protectedData: boolean;
  /** A member has said that no assessment is needed. */
  readonly unassessed: boolean;
}

export function policyInForce(
  { version, policy }: { readonly version: number; readonly policy: Policy },
  engagement: Assessable,
): PolicyInForce {
  const { tier, protectedData } = engagement;
  const notNeeded = engagement.unassessed && mayGoUnassessed(engagement);
  const ofTier = policy.tiers.find((one) => one.tier === tier);
  if (ofTier === undefined) throw new Error(`The policy says nothing of tier ${tier}.`);
  const forThisTier = policy.asks.filter(({ tiers }) => tiers.includes(tier));
  const asked = notNeeded ? [] : forThisTier.filter(({ data }) => data === 'any' || protectedData);
  return {
    version,
    questionnaires: [...new Set(asked.map(({ questionnaire }) => questionnaire))],
    nothingAskedBecause: notNeeded
      ? 'said-not-needed'
      : asked.length > 0
        ? null
        : forThisTier.length > 0
          ? 'no-protected-data'
          : 'not-for-this-tier',
    cadenceMonths: ofTier.cadenceMonths,
    approvers: ofTier.approvers,
    acceptanceFrom: policy.acceptance.from,
    acceptanceMonths: policy.acceptance.atMostMonths,
    useWithoutApprovalDays: policy.useWithoutApprovalDays,
  };
}
