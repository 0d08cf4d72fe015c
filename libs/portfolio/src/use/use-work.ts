import { addDays, holdsData, importedFindingFrom, type ApprovalState } from '@countersign/domain';
import type { ServiceUseView, UseWork } from './use.dto';

interface InUse {
  readonly state: 'open' | 'ended';
  readonly use: ServiceUseView;
  readonly clause01: 'not-required' | 'in-force' | 'missing';
  readonly approvalState: ApprovalState;
}

/** What is still work; empty from the day on which it is a finding. */
export function useWork({ state, use, clause01, approvalState }: InUse, today: string): UseWork[] {
  const from = importedFindingFrom(use);
  if (state !== 'open' || from === null || today >= from) return [];
  const until = addDays(from, -1);
  return [
    ...(clause01 === 'missing' && holdsData(use) ? [{ what: 'clause-01' as const, until }] : []),
    ...(use.state === 'in-use' && approvalState !== 'in-force' ? [{ what: 'approval' as const, until }] : []),
  ];
}
