import { Component, computed, inject, input, output, signal } from '@angular/core';
import { required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Finding } from '@countersign/api-types';
import { standsWithItsGround, verdictOn } from '@countersign/domain';
import { mdiCheck, mdiCheckDecagramOutline, mdiClose, mdiLockOutline } from '@mdi/js';
import { SessionStore } from '../../session/session-store';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { LongTextField } from '../../ui/form/long-text-field';
import { Icon } from '../../ui/icon';
import { Notices } from '../../ui/notices';
import { FindingsClient } from './findings-client';
import { within } from '../../ui/form/within';

type Step = 'accept' | 'reject' | 'verify';

/** What each step says while it is taken. */
const STEPS = {
  accept: {
    save: $localize`:@@finding-judgement.confirm-the-finding:Confirm the finding`,
    label: $localize`:@@finding-judgement.note:Note`,
    hint: $localize`:@@finding-judgement.optional-kept-with-the:Optional. Kept with the finding.`,
    done: $localize`:@@finding-judgement.the-finding-was-confirmed:The finding was confirmed.`,
    needed: null,
  },
  reject: {
    save: $localize`:@@finding-judgement.reject-the-finding:Reject the finding`,
    label: $localize`:@@finding-judgement.why-it-is-not:Why it is not a finding`,
    hint: $localize`:@@finding-judgement.kept-with-the-finding:Kept with the finding and in the audit trail.`,
    done: $localize`:@@finding-judgement.the-finding-was-rejected:The finding was rejected.`,
    needed: $localize`:@@finding-judgement.say-why-this-is:Say why this is not a finding.`,
  },
  verify: {
    save: $localize`:@@finding-judgement.close-as-verified:Close as verified`,
    label: $localize`:@@finding-judgement.how-the-fix-was:How the fix was verified`,
    hint: $localize`:@@finding-judgement.the-question-counts-in:The question counts in full from today; the answer itself stays.`,
    done: $localize`:@@finding-judgement.the-finding-was-closed:The finding was closed as verified.`,
    needed: $localize`:@@finding-judgement.say-how-the-fix:Say how the fix was verified.`,
  },
} as const satisfies Record<Step, object>;

/** Confirming makes a proposed finding the vendor's work, verifying ends it; rejecting says that it is none, and why. */
@Component({
  selector: 'cs-finding-judgement',
  imports: [FormFrame, Icon, LongTextField, MatButton],
  templateUrl: './finding-judgement.html',
  styleUrl: './finding-judgement.scss',
})
export class FindingJudgement {
  readonly finding = input.required<Finding>();
  /** Here, or by somebody else meanwhile: the page reads it anew. */
  readonly judged = output<Finding>();

  readonly #findings = inject(FindingsClient);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  readonly #draft = signal({ note: '' });
  protected readonly step = signal<Step | null>(null);
  protected readonly words = STEPS;
  protected readonly icons = {
    accept: mdiCheck,
    reject: mdiClose,
    locked: mdiLockOutline,
    verify: mdiCheckDecagramOutline,
  };

  protected readonly mayAccept = computed(
    () => this.#session.may('finding.judge') && ['proposed', 'rejected'].includes(this.finding().state),
  );
  protected readonly mayJudge = computed(() => this.#session.may('finding.judge'));
  protected readonly standing = computed(() => ['proposed', 'open'].includes(this.finding().state));
  /** No verdict lifts it: the rating follows the clause or the answer. */
  protected readonly grounded = computed(() => standsWithItsGround(this.finding()));
  /** Nor does a reviewer take back what an approval asks for. */
  protected readonly forRisk = computed(() => this.grounded() || this.finding().source === 'condition');
  protected readonly mayReject = computed(
    () => this.mayJudge() && this.standing() && (!this.forRisk() || this.#session.may('engagement.approve')),
  );
  protected readonly stays = computed(() =>
    this.finding().knockout
      ? $localize`:@@finding-judgement.the-rating-stays-as:The rating stays as it is, and the finding opens again while the answer stands: with the next change of answers or reviews, at the latest on the next day.`
      : $localize`:@@finding-judgement.the-rating-stays-as-2:The rating stays as it is, and the finding opens again while CL-01 is missing: with the next change of the contract, at the latest on the next day.`,
  );

  protected readonly mayVerify = computed(
    () =>
      this.#session.may('finding.judge') &&
      this.finding().state === 'open' &&
      this.finding().source !== 'clause',
  );

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.note, {
        message: () => STEPS[this.step() ?? 'accept'].needed ?? '',
        when: () => STEPS[this.step() ?? 'accept'].needed !== null,
      });
      within(path.note, 10_000);
    },
    save: ({ note }) => this.record(note.trim()),
    saved: (finding) => {
      this.#notices.done(STEPS[this.step() ?? 'accept'].done);
      this.leave();
      this.judged.emit(finding);
    },
    barred: () => {
      this.judged.emit(this.finding());
    },
  });

  private record(note: string) {
    const { id } = this.finding();
    const seen = verdictOn(this.finding());
    switch (this.step()) {
      case 'reject':
        return this.#findings.reject(id, { note, seen });
      case 'verify':
        return this.#findings.verify(id, note);
      case 'accept':
      case null:
        return this.#findings.accept(id, { note: note || null, seen });
    }
  }

  /** Only an answer has points to win, and only its finding is shown to the vendor. */
  protected hint(step: Step): string {
    if (step === 'accept' && this.finding().source === 'answer')
      return $localize`:@@finding-judgement.vendor-sees:Optional. The note stays inside; the vendor sees the finding with its severity and due date beside its answers.`;
    return step === 'verify' && this.finding().question === null
      ? $localize`:@@finding-judgement.closed-with-the-note:The finding is closed; the note is kept with it.`
      : STEPS[step].hint;
  }

  protected take(step: Step): void {
    this.step.set(step);
  }

  protected leave(): void {
    this.step.set(null);
    this.#draft.set({ note: '' });
  }
}
