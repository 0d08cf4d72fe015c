import type { Condition, ConditionContext } from '../conditions/condition';
import { evaluate, selected } from '../conditions/evaluate';
import type { IsoDate } from '../dates/calendar';
import type { IntakeFacts } from '../facts/intake';
import { inForce } from '../facts/in-force';
import type { Tier } from '../levels/level';
import type { Severity } from '../levels/severity';
import type { Text } from '../text/text';
import { cite } from './citation';
import { groundsOf, type ClauseGround } from './reasons';
import { said, type Said } from '../text/said';
import type { ClauseLaw, ClauseLibrary, LawStrength, LibraryClause } from './library';

/** The one clause 201 CMR 17.03(2)(f)2. itself demands: appropriate security measures. */
export const CL_01 = 'CL-01';

export type ClauseLevel = 'required' | 'recommended' | 'none';

export interface ClauseReason {
  readonly kind: 'rule' | 'law';
  readonly law: string | null;
  readonly citation: string | null;
  readonly said: ClauseReasonSaid;
}

/** Where nobody has answered which laws bind, some are assumed. */
const LAW_CODES = {
  required: { named: 'clause-reason.required-by', assumed: 'clause-reason.required-by-assumed' },
  recommended: {
    named: 'clause-reason.policies-address',
    assumed: 'clause-reason.policies-address-assumed',
  },
} as const;

/** Why a contract needs a clause: what holds of the engagement, all of it together, or a law. */
export type ClauseReasonSaid =
  | ClauseGround
  | Said<'clause-reason.together', { readonly grounds: readonly ClauseGround[] }>
  | Said<(typeof LAW_CODES)['required' | 'recommended']['named' | 'assumed'], { readonly citation: string }>
  | Said<'clause-reason.waived-for-ever', { readonly citation: string }>
  | Said<'clause-reason.waived', { readonly until: string; readonly citation: string }>;

export interface ClauseRequirement {
  readonly clause: string;
  readonly title: Text;
  readonly level: ClauseLevel;
  /** Everything that gives the level; empty for 'none'. */
  readonly because: readonly ClauseReason[];
}

/**
 * Which clauses an engagement's contract needs: required by a rule or by an R mark of a law that applies,
 * else recommended by a rule or a P mark (content/clause-library.json, semantics). One entry per clause.
 */
export function clauseRequirements(
  library: ClauseLibrary,
  facts: IntakeFacts,
  tier: Tier,
): readonly ClauseRequirement[] {
  // Clause rules read facts only, so the day is of no account.
  const context = {
    conditions: library.conditions,
    answers: {},
    facts: { ...inForce(facts), tier },
    today: '1970-01-01',
  };
  return library.clauses.map((clause) => requirementOf(clause, library, context));
}

function requirementOf(
  clause: LibraryClause,
  library: ClauseLibrary,
  context: ConditionContext,
): ClauseRequirement {
  const named = { clause: clause.id, title: clause.title };
  const required = reasonsOf(clause, { level: 'required', strength: 'R' }, library, context);
  if (required.length > 0) return { ...named, level: 'required', because: required };
  const recommended = reasonsOf(clause, { level: 'recommended', strength: 'P' }, library, context);
  if (recommended.length > 0) return { ...named, level: 'recommended', because: recommended };
  return { ...named, level: 'none', because: [] };
}

function reasonsOf(
  clause: LibraryClause,
  wanted: { readonly level: 'required' | 'recommended'; readonly strength: LawStrength },
  library: ClauseLibrary,
  context: ConditionContext,
): readonly ClauseReason[] {
  const rules = clause.rules
    .filter((rule) => rule.level === wanted.level && evaluate(rule.when, context))
    .map((rule): ClauseReason => ({
      kind: 'rule',
      law: null,
      citation: null,
      said: together(groundsOf(rule.when, context)),
    }));
  const laws = clause.laws
    .filter((mark) => mark.strength === wanted.strength)
    .flatMap((mark) => lawReasons(mark, wanted.level, library, context));
  return [...rules, ...laws];
}

function together(grounds: readonly ClauseGround[]): ClauseReasonSaid {
  const [first, ...others] = grounds;
  return first !== undefined && others.length === 0 ? first : said('clause-reason.together', { grounds });
}

function lawReasons(
  mark: ClauseLaw,
  level: 'required' | 'recommended',
  library: ClauseLibrary,
  context: ConditionContext,
): readonly ClauseReason[] {
  const named = mark.law === undefined ? (mark.laws ?? []) : [mark.law];
  return named
    .filter((law) => lawApplies(library, law, mark.only, context))
    .map((law) => ({
      kind: 'law',
      law,
      citation: cite(mark.citation),
      said: said(isAssumed(law, context) ? LAW_CODES[level].assumed : LAW_CODES[level].named, {
        citation: cite(mark.citation),
      }),
    }));
}

function isAssumed(law: string, { facts }: ConditionContext): boolean {
  return selected(facts['assumedLaws']).includes(law);
}

function lawApplies(
  library: ClauseLibrary,
  law: string,
  only: 'critical' | undefined,
  context: ConditionContext,
): boolean {
  const entry = Object.hasOwn(library.laws, law) ? library.laws[law] : undefined;
  if (entry === undefined || !evaluate(entry.applies, context)) return false;
  const critical: Condition = entry.critical ?? { always: false };
  return only === undefined || evaluate(critical, context);
}

export type ClauseStatus = 'present' | 'partial' | 'missing' | 'excepted';
/** Not reviewed: a contract is recorded, and nobody has said yet what it holds about the clause. */
export type ClauseReading = ClauseStatus | 'not-reviewed';

/** Within how many days somebody reads a contract for what it holds about the clauses it needs. */
export const CLAUSE_REVIEW_DAYS = 14;

/** What somebody found in the contract about a clause. */
export interface ClauseFinding {
  readonly clause: string;
  readonly status: ClauseStatus;
  /** Last day of the exception; an exception without one is none. */
  readonly exceptionUntil: IsoDate | null;
}

export interface ClauseGap {
  readonly clause: string;
  readonly level: 'required' | 'recommended';
  /** Null for recommended clauses: advice, no finding. */
  readonly severity: Severity | null;
  readonly status: ClauseStatus;
}

/**
 * What a gap in this clause weighs: CL-01 of protected data critical, required by an applying law high, else medium;
 * advice none.
 */
export function clauseGapSeverity(requirement: ClauseRequirement): Severity | null {
  if (requirement.level !== 'required') return null;
  // Its own rule asks for CL-01 where protected data are held; a law may ask for it of a service without any.
  if (requirement.clause === CL_01 && requirement.because.some(({ kind }) => kind === 'rule'))
    return 'critical';
  return isRequiredByLaw(requirement) ? 'high' : 'medium';
}

/** An R mark that applies: to do without the clause is non-compliance, whoever excepts it. */
export function isRequiredByLaw({ level, because }: ClauseRequirement): boolean {
  return level === 'required' && because.some(({ kind }) => kind === 'law');
}

/**
 * Required or recommended clauses that somebody found partial or missing, or whose exception has ended. One that nobody
 * has reviewed is work, no gap.
 */
export function clauseGaps(
  requirements: readonly ClauseRequirement[],
  findings: readonly ClauseFinding[],
  today: IsoDate,
): readonly ClauseGap[] {
  const found = new Map(findings.map((finding) => [finding.clause, finding]));
  return requirements.flatMap((requirement) => {
    const { clause, level } = requirement;
    const finding = found.get(clause);
    if (level === 'none' || finding === undefined || isClosed(finding, today)) return [];
    return [{ clause, level, severity: clauseGapSeverity(requirement), status: finding.status }];
  });
}

/**
 * What the finding of a clause weighs; null where there is none. An exception of CL-01 closes nothing: the clause is not
 * in force, and nobody's exception may lower a rating.
 */
export function clauseFindingSeverity(
  requirement: ClauseRequirement,
  finding: ClauseFinding | null,
  today: IsoDate,
): Severity | null {
  if (finding === null || finding.status === 'present') return null;
  if (requirement.clause !== CL_01 && isClosed(finding, today)) return null;
  return clauseGapSeverity(requirement);
}

/** Present, or excepted until a day that is not past. */
export function isClosed({ status, exceptionUntil }: Omit<ClauseFinding, 'clause'>, today: IsoDate): boolean {
  return (
    status === 'present' || (status === 'excepted' && exceptionUntil !== null && today <= exceptionUntil)
  );
}

/**
 * True where a clause binds the vendor today: present in a signed contract that covers the engagement and is
 * running. An exception is never "in force".
 */
export function clauseInForce(
  status: ClauseStatus | null,
  contract: {
    readonly signedOn: IsoDate | null;
    /** The contract's current term contains today, or it is evergreen. */
    readonly running: boolean;
  },
  today: IsoDate,
): boolean {
  return status === 'present' && contract.running && contract.signedOn !== null && contract.signedOn <= today;
}
