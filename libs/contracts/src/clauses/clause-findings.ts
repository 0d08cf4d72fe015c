import { Injectable } from '@nestjs/common';
import { type Severity } from '@countersign/domain';
import { type AuditEntry } from '@countersign/audit';
import { Register, type FindingSource, type Gap, type MovedFinding } from '@countersign/findings';
import { ClauseReader } from './clause-reader';
import type { ClauseState } from './clause.dto';

type LackingClause = ClauseState & { readonly severity: Severity };

const WORDS: Readonly<Record<MovedFinding['move'], string>> = {
  found: 'opened',
  returned: 'reopened',
  weighed: 'weighed',
  ended: 'closed',
};

/**
 * A clause is there or it is not, so its finding is open at once and closes with the gap, whoever has accepted it.
 * Where somebody has verified that it is settled, the marks do not overrule them.
 */
export const clauseSource: FindingSource = {
  kind: 'clause',
  title: 'From a clause gap',
  rules: {
    begins: 'open',
    accepted: 'closes',
    verified: 'stays',
    follows: 'severity',
    due: 'since-found',
  },
  lines: linesOf,
  closesByItself: {
    detail: 'This closes by itself as soon as the clause is marked present in the contract.',
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
  ) {}

  async clauseFindings(engagementId: string): Promise<void> {
    await this.clauseFindingsOf([engagementId]);
  }

  async clauseFindingsOf(engagementIds: readonly string[]): Promise<void> {
    const states = await this.reader.clauseStatesOfEngagements(engagementIds);
    const gaps = [...states].flatMap(([engagementId, clauses]) =>
      clauses.filter(isLacking).map((clause) => gapOf(engagementId, clause)),
    );
    await this.register.hold(clauseSource, { engagementIds: [...states.keys()] }, gaps);
  }
}

function isLacking(state: ClauseState): state is LackingClause {
  return state.gap && state.severity !== null;
}

function gapOf(engagementId: string, lacking: LackingClause): Gap {
  const reasons = [...new Set(lacking.because.map(({ text }) => text))].join('; ');
  return {
    engagementId,
    ...(lacking.contractId !== null && { contractId: lacking.contractId }),
    key: lacking.clause,
    clause: lacking.clause,
    title: `${lacking.clause} ${lacking.title}: not in the contract`,
    detail: `The clause is required: ${reasons}. In the contract: ${foundIn(lacking)}.`,
    citation: lacking.because.find(({ citation }) => citation !== null)?.citation ?? null,
    severity: lacking.severity,
  };
}

function foundIn({ status }: LackingClause): string {
  switch (status) {
    case 'present':
      return 'present';
    case 'partial':
      return 'partly there';
    case 'missing':
      return 'missing';
    case 'excepted':
      return 'excepted, and the exception has ended';
    case null:
      return 'nobody has marked it yet';
  }
}
