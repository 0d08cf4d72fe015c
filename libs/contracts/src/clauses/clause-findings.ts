import { Injectable } from '@nestjs/common';
import { CL_01, type Severity } from '@countersign/domain';
import { type AuditEntry } from '@countersign/audit';
import { Register, type FindingSource, type Gap, type MovedFinding } from '@countersign/findings';
import { say, type Words } from '@countersign/platform';
import { ClauseReader } from './clause-reader';
import { ClauseReviews } from './clause-reviews';
import type { ClauseStanding } from './clause-states';

type LackingClause = ClauseStanding & { readonly severity: Severity };

const WORDS: Readonly<Record<MovedFinding['move'], string>> = {
  found: 'opened',
  returned: 'reopened',
  weighed: 'weighed',
  ended: 'closed',
};

/**
 * Somebody has read the contract and found the clause lacking, so its finding is open at once and closes with the gap,
 * whoever has accepted it.
 * Where somebody has verified that it is settled, the marks do not overrule them.
 */
export const clauseSource: FindingSource = {
  kind: 'clause',
  title: 'finding-source.clause',
  rules: {
    begins: 'open',
    accepted: 'closes',
    verified: 'stays',
    follows: 'severity',
    due: 'since-found',
  },
  lines: linesOf,
  closesByItself: {
    detail: say('refusal.clause-finding'),
  },
};

/** One line for each engagement and each thing that happened to its findings. */
function linesOf(moved: readonly MovedFinding[]): AuditEntry[] {
  const together = new Map<string, MovedFinding[]>();
  for (const one of moved) {
    const place = `${one.engagementId} ${one.move}`;
    together.set(place, [...(together.get(place) ?? []), one]);
  }
  return [...together.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return [
      {
        what: `clause-findings.${WORDS[first.move]}`,
        object: { kind: 'engagement', id: first.engagementId },
        detail: { clauses: [first, ...others].map(({ key }) => key) },
      },
    ];
  });
}

/** Keeps the findings of source 'clause' in step with the gaps. */
@Injectable()
export class ClauseFindings {
  constructor(
    private readonly reader: ClauseReader,
    private readonly register: Register,
    private readonly reviews: ClauseReviews,
  ) {}

  async clauseFindings(engagementId: string): Promise<void> {
    await this.clauseFindingsOf([engagementId]);
  }

  async clauseFindingsOf(engagementIds: readonly string[]): Promise<void> {
    const states = await this.reader.standingsOfEngagements(engagementIds);
    const gaps = [...states].flatMap(([engagementId, clauses]) =>
      clauses.filter(isLacking).map((clause) => gapOf(engagementId, clause)),
    );
    await this.register.hold(clauseSource, { engagementIds: [...states.keys()] }, gaps);
    await this.reviews.follow([...states.keys()]);
  }
}

function isLacking(state: ClauseStanding): state is LackingClause {
  // What a missing CL-01 of protected data weighs follows the use of the service: that is told where use is known.
  return state.severity !== null && !(state.clause === CL_01 && state.severity === 'critical');
}

function gapOf(engagementId: string, lacking: LackingClause): Gap {
  return {
    engagementId,
    ...(lacking.contractId !== null && { contractId: lacking.contractId }),
    key: lacking.clause,
    clause: lacking.clause,
    title: say('finding.clause.title', { clause: lacking.clause, title: lacking.title }),
    detail: say('finding.clause.detail', {
      found: foundIn(lacking),
      reasons: groundsAndLaws(lacking),
    }),
    citation: lacking.because.find(({ citation }) => citation !== null)?.citation ?? null,
    severity: lacking.severity,
  };
}

/** Each once, however many engagements or rules bring it. */
function groundsAndLaws({ because }: ClauseStanding): Words[] {
  const reasons = because.flatMap(({ said }): readonly Words[] =>
    said.code === 'clause-reason.together' ? said.parameters.grounds : [said],
  );
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}

function foundIn({ status, gap, exceptionUntil }: LackingClause): Words {
  if (status === 'not-reviewed' || status === null) return say('clause-found.not-marked');
  if (status !== 'excepted' || gap) return say(`clause-found.${status}`);
  return exceptionUntil === null
    ? say('clause-found.excepted-for-ever')
    : say('clause-found.excepted-until', { until: exceptionUntil });
}
