import {
  clauseGaps,
  clauseFindingSeverity,
  clauseGapSeverity,
  clauseInForce,
  clauseRequirements,
  isClosed,
  isRequiredByLaw,
  said,
  textIn,
  type ClauseFinding,
  type ClauseLevel,
  type ClauseLibrary,
  type ClauseReason,
  type ClauseRequirement,
  type IsoDate,
  type Severity,
  type Text,
} from '@countersign/domain';
import { readersLanguage, wordingOf } from '@countersign/platform';
import type { ClauseMark, CoveredEngagement, CoveringContract } from './clause-coverage';
import type { ClauseState } from './clause.dto';

/** What one clause of the library is, in no language yet. */
export interface ClauseStanding extends Omit<
  ClauseState,
  'because' | 'title' | 'purpose' | 'modelText' | 'presentWhen'
> {
  readonly title: Text;
  readonly purpose: Text;
  readonly modelText: Text;
  readonly presentWhen: Text | null;
  readonly because: readonly ClauseReason[];
}

export function clauseInWords(standing: ClauseStanding): ClauseState {
  const language = readersLanguage();
  return {
    ...standing,
    title: textIn(standing.title, language),
    purpose: textIn(standing.purpose, language),
    modelText: textIn(standing.modelText, language),
    presentWhen: standing.presentWhen === null ? null : textIn(standing.presentWhen, language),
    because: standing.because.map(({ said, ...reason }) => ({ ...reason, ...wordingOf(said) })),
  };
}

/** The library and the day that every state below is about. */
export interface ClauseView {
  readonly library: ClauseLibrary;
  readonly today: IsoDate;
}

interface MarkInContract {
  readonly contract: CoveringContract;
  readonly mark: ClauseMark | null;
}

/** A contract that has ended counts no longer, unless nothing else covers the engagement. */
export function countingContracts({ contracts }: CoveredEngagement): readonly CoveringContract[] {
  const counting = contracts.filter(({ counts }) => counts);
  const running = counting.filter(({ state }) => state !== 'ended');
  return running.length > 0 ? running : counting;
}

interface AssessedEngagement {
  readonly requirements: readonly ClauseRequirement[];
  readonly contracts: readonly CoveringContract[];
  readonly marks: ReadonlyMap<string, MarkInContract | null>;
  readonly gaps: ReadonlySet<string>;
  /** Required clauses that some contract over it has, or that are excepted. */
  readonly settled: ReadonlySet<string>;
}

/** What each clause of the library is to one engagement: needed why, found where, lacking how badly. */
export function statesOfEngagement(engagement: CoveredEngagement, view: ClauseView): ClauseStanding[] {
  const { requirements, contracts, marks, gaps } = assess(engagement, view);
  return requirements.map((requirement) => {
    const found = marks.get(requirement.clause) ?? null;
    return stateOf(requirement, {
      view,
      found,
      gap: gaps.has(requirement.clause),
      toReview: engagement.open && isToReview(requirement, found),
      inForce: contracts.some((contract) => isInForce(requirement.clause, contract, view.today)),
    });
  });
}

/**
 * What each clause is to one contract: the strictest need of the engagements under it, and its own marks. A gap
 * that another contract over the same engagement closes is none here either.
 */
export function statesOfContract(
  contractId: string,
  engagements: readonly CoveredEngagement[],
  view: ClauseView,
): ClauseStanding[] {
  const open = engagements.filter((engagement) => engagement.open);
  const counting = open.length > 0 ? open : engagements;
  const contract = counting.flatMap(({ contracts }) => contracts).find(({ id }) => id === contractId);
  if (contract === undefined) return [];
  const assessed = counting.map((engagement) => assess(engagement, view));
  const needs = assessed.flatMap(({ requirements }) => requirements);
  const stillAsked = open.length > 0 && counts(contract, counting);
  return view.library.clauses.map(({ id, title }) => {
    const found = { contract, mark: markIn(contract, id) };
    const need = strictestNeed({ clause: id, title }, needs);
    return stateOf(need, {
      view,
      found,
      gap: contract.counts && assessed.some(({ gaps }) => gaps.has(id)),
      toReview:
        stillAsked && isToReview(need, found) && assessed.some((engagement) => isOpenIn(engagement, id)),
      inForce: contract.counts && isInForce(id, contract, view.today),
    });
  });
}

function counts(contract: CoveringContract, engagements: readonly CoveredEngagement[]): boolean {
  return engagements.some((engagement) => countingContracts(engagement).includes(contract));
}

/** Nobody has read this contract for a clause that it needs. */
function isToReview({ level }: ClauseRequirement, found: MarkInContract | null): boolean {
  return level === 'required' && found !== null && found.mark === null && !found.contract.unmarkedAreMissing;
}

function isOpenIn({ requirements, settled }: AssessedEngagement, clause: string): boolean {
  const need = requirements.find((requirement) => requirement.clause === clause);
  return need?.level === 'required' && !settled.has(clause);
}

function assess(engagement: CoveredEngagement, { library, today }: ClauseView): AssessedEngagement {
  const requirements = clauseRequirements(library, engagement.facts, engagement.tier);
  const contracts = countingContracts(engagement);
  const marks = new Map(requirements.map(({ clause }) => [clause, bestMark(clause, contracts, today)]));
  const gaps = gapsOf(engagement, { requirements, contracts, marks, today });
  const settled = [...marks].filter(([, found]) => found?.mark != null && isClosed(found.mark, today));
  return { requirements, contracts, marks, gaps, settled: new Set(settled.map(([clause]) => clause)) };
}

function gapsOf(
  { open }: CoveredEngagement,
  {
    requirements,
    contracts,
    marks,
    today,
  }: Pick<AssessedEngagement, 'requirements' | 'contracts' | 'marks'> & { readonly today: IsoDate },
): ReadonlySet<string> {
  // Before a contract is recorded the gap is the task "no contract"; an engagement that has ended lacks nothing.
  if (!open || contracts.length === 0) return new Set();
  const findings = [...marks].flatMap(([clause, found]) => findingIn(clause, found) ?? []);
  const gaps = clauseGaps(requirements, findings, today);
  return new Set(gaps.filter(({ level }) => level === 'required').map(({ clause }) => clause));
}

/** What counts as found about a clause; null where nobody has reviewed the contract for it. */
function findingIn(clause: string, found: MarkInContract | null): ClauseFinding | null {
  if (found === null) return null;
  if (found.mark !== null) return found.mark;
  return found.contract.unmarkedAreMissing ? { clause, status: 'missing', exceptionUntil: null } : null;
}

function stateOf(
  requirement: ClauseRequirement,
  what: {
    readonly view: ClauseView;
    readonly found: MarkInContract | null;
    readonly gap: boolean;
    readonly toReview: boolean;
    readonly inForce: boolean;
  },
): ClauseStanding {
  const { library } = what.view;
  const clause = library.clauses.find(({ id }) => id === requirement.clause);
  const mark = what.found?.mark ?? null;
  return {
    clause: requirement.clause,
    title: requirement.title,
    purpose: clause?.purpose ?? '',
    modelText: clause?.modelText ?? '',
    level: requirement.level,
    presentWhen: clause?.presentWhen ?? null,
    because: [...requirement.because, ...nonCompliance(requirement, mark)],
    byLaw: isRequiredByLaw(requirement),
    status: mark?.status ?? (what.found === null ? null : 'not-reviewed'),
    quote: mark?.quote ?? null,
    page: mark?.page ?? null,
    gap: what.gap,
    toReview: what.toReview,
    severity: what.gap ? clauseGapSeverity(requirement) : severityOf(requirement, mark, what.view.today),
    inForce: what.inForce,
    exceptionUntil: mark?.exceptionUntil ?? null,
    exceptionReason: mark?.exceptionReason ?? null,
    markedBy: mark?.by ?? null,
    markedAt: mark?.at ?? null,
    contractId: what.found?.contract.id ?? null,
    revision: mark?.revision ?? 0,
  };
}

/** Without a gap, an exception that closes nothing. */
function severityOf(
  requirement: ClauseRequirement,
  mark: ClauseMark | null,
  today: IsoDate,
): Severity | null {
  return mark?.status === 'excepted' ? clauseFindingSeverity(requirement, mark, today) : null;
}

/** An organisation may tolerate for a time that a clause is lacking; the laws that require it do not. */
function nonCompliance(requirement: ClauseRequirement, mark: ClauseMark | null): ClauseReason[] {
  if (mark?.status !== 'excepted' || requirement.level !== 'required') return [];
  const until = mark.exceptionUntil;
  return requirement.because.flatMap(({ kind, law, citation }) =>
    citation === null
      ? []
      : [
          {
            kind,
            law,
            citation,
            said:
              until === null
                ? said('clause-reason.waived-for-ever', { citation })
                : said('clause-reason.waived', { until, citation }),
          },
        ],
  );
}

function isInForce(clause: string, contract: CoveringContract, today: IsoDate): boolean {
  return clauseInForce(markIn(contract, clause)?.status ?? null, contract, today);
}

function markIn({ marks }: CoveringContract, clause: string): ClauseMark | null {
  return marks.find((mark) => mark.clause === clause) ?? null;
}

/** Of several contracts the one that says most for the clause; the first where none says anything. */
function bestMark(
  clause: string,
  contracts: readonly CoveringContract[],
  today: IsoDate,
): MarkInContract | null {
  const found = contracts.map((contract) => ({ contract, mark: markIn(contract, clause) }));
  return found.reduce<MarkInContract | null>(
    (best, one) => (best === null || strength(one, today) > strength(best, today) ? one : best),
    null,
  );
}

function strength({ contract, mark }: MarkInContract, today: IsoDate): number {
  switch (mark?.status) {
    case 'present':
      return clauseInForce('present', contract, today) ? 6 : 5;
    case 'excepted':
      return mark.exceptionUntil !== null && today <= mark.exceptionUntil ? 4 : 2;
    case 'partial':
      return 3;
    case 'missing':
      return 1;
    case undefined:
      return 0;
  }
}

const STRICTEST_FIRST: readonly ClauseLevel[] = ['required', 'recommended', 'none'];

function strictestNeed(
  clause: Pick<ClauseRequirement, 'clause' | 'title'>,
  needs: readonly ClauseRequirement[],
): ClauseRequirement {
  const own = needs.filter((need) => need.clause === clause.clause);
  const level = STRICTEST_FIRST.find((one) => own.some((need) => need.level === one)) ?? 'none';
  const reasons = own.filter((need) => need.level === level).flatMap(({ because }) => because);
  const once = new Map(
    reasons.map((reason) => [`${reason.law ?? ''} ${JSON.stringify(reason.said)}`, reason]),
  );
  return { ...clause, level, because: [...once.values()] };
}
