import {
  CL_01,
  cite,
  clauseGaps,
  clauseGapSeverity,
  clauseInForce,
  clauseRequirements,
  said,
  textIn,
  type ClauseLevel,
  type ClauseLibrary,
  type ClauseReason,
  type ClauseRequirement,
  type IsoDate,
  type Text,
} from '@countersign/domain';
import { readersLanguage, wordingOf } from '@countersign/platform';
import type { ClauseMark, CoveredEngagement, CoveringContract } from './clause-coverage';
import type { ClauseState } from './clause.dto';

/** What one clause of the library is, in no language yet. */
export interface ClauseStanding extends Omit<ClauseState, 'because' | 'title' | 'purpose' | 'modelText'> {
  readonly title: Text;
  readonly purpose: Text;
  readonly modelText: Text;
  readonly because: readonly ClauseReason[];
}

export function clauseInWords(standing: ClauseStanding): ClauseState {
  const language = readersLanguage();
  return {
    ...standing,
    title: textIn(standing.title, language),
    purpose: textIn(standing.purpose, language),
    modelText: textIn(standing.modelText, language),
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

const DEMAND = cite('17.03(2)(f)2');

/** A contract that has ended counts no longer, unless nothing else covers the engagement. */
export function countingContracts({ contracts }: CoveredEngagement): readonly CoveringContract[] {
  const running = contracts.filter(({ state }) => state !== 'ended');
  return running.length > 0 ? running : contracts;
}

interface AssessedEngagement {
  readonly requirements: readonly ClauseRequirement[];
  readonly contracts: readonly CoveringContract[];
  readonly marks: ReadonlyMap<string, MarkInContract | null>;
  readonly gaps: ReadonlySet<string>;
}

/** What each clause of the library is to one engagement: needed why, found where, lacking how badly. */
export function statesOfEngagement(engagement: CoveredEngagement, view: ClauseView): ClauseStanding[] {
  const { requirements, contracts, marks, gaps } = assess(engagement, view);
  return requirements.map((requirement) =>
    stateOf(requirement, {
      view,
      found: marks.get(requirement.clause) ?? null,
      gap: gaps.has(requirement.clause),
      inForce: contracts.some((contract) => isInForce(requirement.clause, contract, view.today)),
    }),
  );
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
  return view.library.clauses.map(({ id, title }) =>
    stateOf(strictestNeed({ clause: id, title }, needs), {
      view,
      found: { contract, mark: markIn(contract, id) },
      gap: assessed.some(({ gaps }) => gaps.has(id)),
      inForce: isInForce(id, contract, view.today),
    }),
  );
}

function assess(engagement: CoveredEngagement, { library, today }: ClauseView): AssessedEngagement {
  const requirements = clauseRequirements(library, engagement.intake, engagement.tier);
  const contracts = countingContracts(engagement);
  const marks = new Map(requirements.map(({ clause }) => [clause, bestMark(clause, contracts, today)]));
  const gaps = gapsOf(engagement, { requirements, marks, today });
  return { requirements, contracts, marks, gaps };
}

function gapsOf(
  { open, contracts }: CoveredEngagement,
  {
    requirements,
    marks,
    today,
  }: Pick<AssessedEngagement, 'requirements' | 'marks'> & { readonly today: IsoDate },
): ReadonlySet<string> {
  // Before a contract is recorded the gap is the task "no contract"; an engagement that has ended lacks nothing.
  if (!open || contracts.length === 0) return new Set();
  const findings = [...marks.values()].flatMap((found) => found?.mark ?? []);
  const gaps = clauseGaps(requirements, findings, today);
  return new Set(gaps.filter(({ level }) => level === 'required').map(({ clause }) => clause));
}

function stateOf(
  requirement: ClauseRequirement,
  what: {
    readonly view: ClauseView;
    readonly found: MarkInContract | null;
    readonly gap: boolean;
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
    because: [...requirement.because, ...nonCompliance(requirement.clause, mark)],
    status: mark?.status ?? null,
    quote: mark?.quote ?? null,
    page: mark?.page ?? null,
    gap: what.gap,
    severity: what.gap ? clauseGapSeverity(requirement) : null,
    inForce: what.inForce,
    exceptionUntil: mark?.exceptionUntil ?? null,
    exceptionReason: mark?.exceptionReason ?? null,
    markedBy: mark?.by ?? null,
    markedAt: mark?.at ?? null,
    contractId: what.found?.contract.id ?? null,
  };
}

/** An organisation may tolerate the lack of CL-01 for a time; the rule does not. */
function nonCompliance(clause: string, mark: ClauseMark | null): ClauseReason[] {
  if (clause !== CL_01 || mark?.status !== 'excepted') return [];
  const until = mark.exceptionUntil;
  const reason =
    until === null
      ? said('clause-reason.waived-for-ever', { citation: DEMAND })
      : said('clause-reason.waived', { until, citation: DEMAND });
  return [{ kind: 'law', law: 'ma', citation: DEMAND, said: reason }];
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
