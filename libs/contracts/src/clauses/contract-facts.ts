import { Injectable } from '@nestjs/common';
import { addDays, CL_01, type ContractState, type IsoDate } from '@countersign/domain';
import { Clock } from '@countersign/platform';
import { ClauseCoverage, type CoveredEngagement, type CoveringContract } from './clause-coverage';
import { ClauseLibraries } from './clause-libraries';
import { countingContracts, statesOfEngagement, type ClauseStanding } from './clause-states';

/** What the standing and the approval of an engagement need to know of its contracts. */
export interface EngagementContractFacts {
  readonly contractId: string | null;
  /** The contract that ended while nothing else runs over the service. */
  readonly heldOverId: string | null;
  readonly requiredClauses: number;
  readonly clauseGaps: number;
  /** Required ones that nobody has read a contract for. */
  readonly clausesToReview: number;
  readonly clause01: 'not-required' | 'in-force' | 'missing';
  /** Somebody has read a contract and not found CL-01 in it; an exception puts nothing in force. */
  readonly clause01Gap: boolean;
  /** Protected data call for CL-01; a law alone may call for it of a service without any. */
  readonly protectedData: boolean;
  /** By which something is left to do: the soonest of its contracts. */
  readonly dueOn: IsoDate | null;
  /** The first day after today on which any of this changes without a write. */
  readonly changesOn: IsoDate | null;
}

@Injectable()
export class ContractFacts {
  constructor(
    private readonly coverage: ClauseCoverage,
    private readonly libraries: ClauseLibraries,
    private readonly clock: Clock,
  ) {}

  /** By engagement; one that does not exist is left out. */
  async forEngagements(engagementIds: readonly string[]): Promise<Map<string, EngagementContractFacts>> {
    const library = await this.libraries.latest();
    const today = await this.clock.today();
    const engagements = await this.coverage.ofEngagements(engagementIds, today);
    return new Map(
      engagements.map((engagement) => [
        engagement.id,
        factsOf(engagement, statesOfEngagement(engagement, { library, today }), today),
      ]),
    );
  }
}

function factsOf(
  engagement: CoveredEngagement,
  states: readonly ClauseStanding[],
  today: IsoDate,
): EngagementContractFacts {
  const contracts = countingContracts(engagement);
  return {
    contractId: leadingContract(contracts)?.id ?? null,
    heldOverId: heldOverContract(contracts)?.id ?? null,
    requiredClauses: states.filter(({ level }) => level === 'required').length,
    clauseGaps: states.filter(({ gap }) => gap).length,
    clausesToReview: states.filter(({ toReview }) => toReview).length,
    clause01: clause01Of(states),
    clause01Gap: states.some(({ clause, severity }) => clause === CL_01 && severity !== null),
    protectedData: states.some(
      ({ clause, level, because }) =>
        clause === CL_01 && level === 'required' && because.some(({ kind }) => kind === 'rule'),
    ),
    dueOn: soonest(contracts.map(({ dueOn }) => dueOn)),
    changesOn: soonest(contracts.flatMap((contract) => changeDays(contract, today))),
  };
}

function clause01Of(states: readonly ClauseStanding[]): EngagementContractFacts['clause01'] {
  const clause01 = states.find(({ clause }) => clause === CL_01);
  if (clause01?.level !== 'required') return 'not-required';
  return clause01.inForce ? 'in-force' : 'missing';
}

/** A signed contract that runs, else one that runs, else the one recorded last. */
function leadingContract(contracts: readonly CoveringContract[]): CoveringContract | null {
  const running = contracts.filter((contract) => contract.running);
  return running.find(({ signedOn }) => signedOn !== null) ?? running[0] ?? contracts.at(-1) ?? null;
}

/** Another engagement under it may be the one that goes on: of this one it counts while it is in use itself. */
function heldOverContract(contracts: readonly CoveringContract[]): CoveringContract | null {
  if (contracts.some(({ state }) => RUNNING.includes(state))) return null;
  return contracts.findLast(({ state }) => state === 'held-over') ?? null;
}

const RUNNING: readonly ContractState[] = ['in-term', 'evergreen'];

function changeDays({ changesOn, signedOn, marks }: CoveringContract, today: IsoDate): (IsoDate | null)[] {
  const ends = marks.flatMap(({ exceptionUntil }) =>
    exceptionUntil === null ? [] : [addDays(exceptionUntil, 1)],
  );
  return [changesOn, signedOn, ...ends].filter((day) => day !== null && day > today);
}

function soonest(days: readonly (IsoDate | null)[]): IsoDate | null {
  return days.filter((day) => day !== null).sort()[0] ?? null;
}
