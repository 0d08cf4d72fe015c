import { effect, inject, type Signal, signal, untracked } from '@angular/core';
import type { ContractNow } from '@countersign/api-types';
import type { ContractTerms } from '@countersign/domain';
import { catchError, type Observable, tap, throwError } from 'rxjs';
import { formatDate, number } from '../../language/formats';
import type { Meets } from '../../ui/form/clash-note';
import { type Clash, presentOf } from '../../ui/form/revised';
import { DECISION_WORDS } from '../../ui/words';
import type { ContractView } from './contract-view';
import { ContractsClient } from './contracts-client';
import { detailsInWords } from './details-in-words';
import { termsInWords } from './terms/terms-in-words';

type Now = Omit<ContractNow, 'terms'> & { readonly terms: ContractTerms };
type Lines = ReadonlyMap<string, string>;

/** The contract as it was when the form was begun, or as whoever typed has seen it since. */
interface Begun {
  readonly id: string;
  readonly revision: number;
  readonly lines: Lines;
}

/**
 * An act on a contract names the state that was shown when it was begun, also where the page has read it anew since.
 * Where somebody has changed the contract meanwhile, what was changed is said, nothing typed is lost, and nothing is
 * sent before whoever typed has chosen.
 */
export class SeenContract implements Meets {
  readonly act = true;
  readonly setAside = signal(null).asReadonly();
  readonly #contracts = inject(ContractsClient);
  readonly #shown: Signal<ContractView | null>;
  readonly #now = signal<Now | null>(null);
  readonly #clashes = signal<readonly Clash[] | null>(null);
  readonly #refusals = signal(0);
  readonly clashes = this.#clashes.asReadonly();
  readonly refusals = this.#refusals.asReadonly();
  #begun: Begun | null = null;
  /** What is older is not begun on: it is being read anew. */
  #least = 0;

  constructor(shown: Signal<ContractView | null>) {
    this.#shown = shown;
    effect(() => {
      const view = shown();
      if (view !== null) untracked(() => this.#follow(view));
    });
  }

  /** The form is opened anew, on what the page shows by now. */
  begin(): void {
    this.#begun = null;
    this.#clashes.set(null);
    const view = untracked(this.#shown);
    if (view !== null) this.#follow(view);
  }

  save(send: (revision: number) => Observable<ContractView>): Observable<ContractView> {
    const shown = this.#shown();
    const begun = this.#begun ?? (shown === null ? null : begunOn(shown));
    return send(begun?.revision ?? 0).pipe(
      tap((saved) => {
        this.#begun = begunOn(saved);
        this.#clashes.set(null);
      }),
      catchError((refusal: unknown) => {
        const now = presentOf<Now>(refusal);
        if (now !== null && begun !== null) {
          this.#begun = begun;
          this.#now.set(now);
          this.#clashes.set(changedLines(begun.lines, linesOf(now)));
          this.#refusals.update((n) => n + 1);
        }
        return throwError(() => refusal);
      }),
    );
  }

  says(refusal: unknown): boolean {
    return presentOf(refusal) !== null;
  }

  /** The next press of the button does it to the contract as it is now. */
  keepMine(): void {
    const now = this.#now();
    if (now !== null && this.#begun !== null) {
      this.#begun = { id: this.#begun.id, revision: now.revision, lines: linesOf(now) };
    }
    this.#clashes.set(null);
  }

  takeTheirs(): void {
    this.#begun = null;
    this.#least = this.#now()?.revision ?? 0;
    this.#clashes.set(null);
    this.#contracts.readAgain();
  }

  /** Nothing is set aside: the form goes with its contract. */
  putBack(): void {
    this.leaveAside();
  }

  leaveAside(): void {
    this.#clashes.set(null);
  }

  #follow(view: ContractView): void {
    if (this.#begun?.id === view.id) return;
    this.#begun = null;
    if (view.revision >= this.#least) this.#begun = begunOn(view);
  }
}

const begunOn = (view: ContractView): Begun => ({
  id: view.id,
  revision: view.revision,
  lines: linesOfView(view),
});

function changedLines(shown: Lines, now: Lines): readonly Clash[] {
  const fields = [...new Set([...shown.keys(), ...now.keys()])];
  return fields
    .map((field) => ({ field, mine: shown.get(field) ?? '', theirs: now.get(field) ?? '' }))
    .filter(({ mine, theirs }) => mine !== theirs);
}

function linesOfView({ details, signedOn, terms, notices, decisions }: ContractView): Lines {
  const notice = notices.findLast(({ withdrawnAt }) => withdrawnAt === null);
  return linesOf({
    ...details,
    signedOn,
    terms,
    noticeSentOn: notice?.sentOn ?? null,
    noticeReceivedOn: notice?.receivedOn ?? null,
    noticeAcceptedOn: notice?.acceptedOn ?? null,
    decided: decisions.filter(({ withdrawnAt }) => withdrawnAt === null),
  });
}

function linesOf(contract: Omit<Now, 'revision'>): Lines {
  const { terms, decided } = contract;
  return new Map([
    ...detailsInWords(contract),
    [$localize`:@@seen-contract.signed-on:Signed on`, dayOf(contract.signedOn)],
    ...termsInWords(terms).map(({ label, text }): [string, string] => [label, text]),
    [
      $localize`:@@seen-contract.agreed-terms:Agreed terms until`,
      (terms.agreedTerms ?? []).map(({ lastDay }) => formatDate(lastDay)).join(', '),
    ],
    [$localize`:@@seen-contract.amendments:Amendments`, number(terms.amendments.length)],
    [$localize`:@@seen-contract.notice-sent:Notice sent on`, dayOf(contract.noticeSentOn)],
    [$localize`:@@seen-contract.notice-received:Notice received on`, dayOf(contract.noticeReceivedOn)],
    [$localize`:@@seen-contract.notice-accepted:Late notice accepted on`, dayOf(contract.noticeAcceptedOn)],
    ...decided.map(({ termNumber, decision }): [string, string] => [
      $localize`:@@seen-contract.term-decided:Decision on term ${termNumber}:term:`,
      DECISION_WORDS[decision].text,
    ]),
  ]);
}

const dayOf = (day: string | null): string => (day === null ? '' : formatDate(day));
