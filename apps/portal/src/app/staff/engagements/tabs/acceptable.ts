import type { Finding } from '@countersign/api-types';
import { needsAcceptance } from '@countersign/domain';
import type { EngagementView } from '../engagement-view';

type Accepted = Pick<EngagementView, 'standing' | 'openKnockouts' | 'policy' | 'findings'>;

/** Whether the rating or an open knock-out asks for an acceptance; else only findings can be accepted. */
export function isAcceptanceNeeded({ standing, openKnockouts, policy }: Accepted): boolean {
  return needsAcceptance({ rating: standing.rating, openKnockouts }, policy.acceptanceFrom);
}

/** The open findings besides the open knock-outs, which an acceptance names by themselves. */
export function openFindingsBesides({ findings, openKnockouts }: Accepted): readonly Finding[] {
  return findings.filter(
    ({ state, question }) =>
      (state === 'proposed' || state === 'open') && (question === null || !openKnockouts.includes(question)),
  );
}
