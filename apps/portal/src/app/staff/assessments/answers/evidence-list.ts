import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox, type MatCheckboxChange } from '@angular/material/checkbox';
import type {
  EvidenceFile,
  EvidenceOfQuestion,
  EvidencePage,
  StandingVerification,
  Uuid,
  VerifyEvidence,
} from '@countersign/api-types';
import { mdiCheckDecagramOutline, mdiFileDocumentOutline, mdiShieldAlertOutline } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { formatDate } from '../../../language/formats';
import { SessionStore } from '../../../session/session-store';
import { InstantPipe } from '../../../ui/dates';
import { presentOf } from '../../../ui/form/revised';
import { Icon } from '../../../ui/icon';
import { ShowMore } from '../../../ui/list/show-more';
import { Notices } from '../../../ui/notices';
import { readProblem } from '../../../ui/problem';
import { unopenedForStaff } from '../../../ui/unopened-words';
import { AssessmentsClient } from '../assessments-client';
import { shownAs } from '../desk/evidence-preview';
import { verificationOf } from './verification';
import { VerifyForm } from './verify-form';
import { fileSize } from '../../../ui/file-size';

@Component({
  selector: 'cs-evidence-list',
  imports: [Icon, InstantPipe, MatButton, MatCheckbox, ShowMore, VerifyForm],
  templateUrl: './evidence-list.html',
  styleUrl: './evidence-list.scss',
})
export class EvidenceList {
  readonly assessmentId = input.required<Uuid>();
  readonly of = input.required<EvidenceOfQuestion>();
  /** The question that is looked at: what is attached elsewhere can be said to show its answer as well. */
  readonly question = input<string | null>(null);
  readonly verified = output();
  /** To be shown beside the question. */
  readonly opened = output<EvidenceFile>();

  readonly #assessments = inject(AssessmentsClient);
  readonly #notices = inject(Notices);
  protected readonly session = inject(SessionStore);
  protected readonly saving = signal<Uuid | null>(null);
  /** Where somebody else was faster: who, and when. */
  protected readonly refused = signal<{ readonly id: Uuid; readonly detail: string } | null>(null);
  readonly #question = computed(() => this.of().question);
  /** The pages read so far, once somebody has asked for more than the newest few. */
  protected readonly read = linkedSignal<string | null, EvidencePage | null>({
    source: this.#question,
    computation: () => null,
  });
  protected readonly reading = signal(false);
  protected readonly shown = computed(() => this.read()?.items ?? this.of().items);
  protected readonly total = computed(() => this.read()?.total ?? this.of().total);
  protected readonly about = computed(
    () => this.of().question ?? $localize`:@@evidence-list.the-whole-questionnaire:the whole questionnaire`,
  );
  /** The file whose issuer, period, end and note are being written down. */
  protected readonly described = signal<Uuid | null>(null);
  protected readonly shownAs = shownAs;
  protected readonly size = fileSize;
  protected readonly unopened = unopenedForStaff;
  protected readonly icons = {
    file: mdiFileDocumentOutline,
    unopened: mdiShieldAlertOutline,
    verified: mdiCheckDecagramOutline,
  };

  protected expiry(file: EvidenceFile): string | null {
    if (file.expiresOn === null) {
      return null;
    }
    const expired = file.expiresOn < this.session.today();
    const on = formatDate(file.expiresOn);
    return expired
      ? $localize`:@@evidence-list.expired:expired ${on}:on:`
      : $localize`:@@evidence-list.expires:expires ${on}:on:`;
  }

  /** Who issued it, and of which period it tells, in one line. */
  protected readIn({ reading }: EvidenceFile): string | null {
    if (reading === null) return null;
    const { issuedBy, periodFrom, periodTo } = reading;
    const from = periodFrom === null ? '…' : formatDate(periodFrom);
    const to = periodTo === null ? '…' : formatDate(periodTo);
    const words = [
      issuedBy,
      periodFrom === null && periodTo === null ? null : `${from} – ${to}`,
      reading.by === null ? null : $localize`:@@evidence-list.read-by:read by ${reading.by}:name:`,
    ].filter((part) => part !== null);
    return words.length === 0 ? null : words.join(' · ');
  }

  protected openWords({ name }: EvidenceFile): string {
    return $localize`:@@evidence-list.open-here:Open ${name}:name: here`;
  }

  protected detailWords({ name }: EvidenceFile): string {
    return $localize`:@@evidence-list.details-of:Issuer, period, end of ${name}:name:`;
  }

  protected showsHere({ reading }: EvidenceFile): boolean {
    return reading?.alsoShows.includes(this.question() ?? '') ?? false;
  }

  protected mayLink({ question, verified, withdrawnAt }: EvidenceFile): boolean {
    const here = this.question();
    const may = this.session.may('assessment.review') && verified && withdrawnAt === null;
    return may && here !== null && here !== question;
  }

  /** That it shows the answer to the question that is looked at as well, or not any more. */
  protected async link(file: EvidenceFile): Promise<void> {
    const here = this.question();
    if (here === null) return;
    const { alsoShows, ...standing } = verificationOf(file, true);
    const others = (alsoShows ?? []).filter((question) => question !== here);
    await this.#record(file, {
      ...standing,
      alsoShows: this.showsHere(file) ? others : [...others, here],
    });
  }

  protected recorded(file: EvidenceFile): void {
    this.described.set(null);
    this.#replace(file);
    this.verified.emit();
  }

  protected async more(): Promise<void> {
    this.reading.set(true);
    try {
      const before = this.read();
      const { question } = this.of();
      const page = await firstValueFrom(
        this.#assessments.evidence(this.assessmentId(), question, before?.nextCursor ?? null),
      );
      this.read.set({ ...page, items: [...(before?.items ?? []), ...page.items] });
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.reading.set(false);
    }
  }

  protected async verify(file: EvidenceFile, { checked, source }: MatCheckboxChange): Promise<void> {
    const refusal = await this.#record(file, verificationOf(file, checked));
    // Nothing was recorded: it shows what stands, and pressing it once more is a choice of its own.
    if (refusal !== null) {
      source.checked = presentOf<StandingVerification>(refusal.error)?.verified ?? file.verified;
    }
  }

  async #record(file: EvidenceFile, said: VerifyEvidence): Promise<{ readonly error: unknown } | null> {
    this.saving.set(file.id);
    this.refused.set(null);
    try {
      this.#replace(await firstValueFrom(this.#assessments.verifyEvidence(file.id, said)));
      return null;
    } catch (error) {
      this.#refuse(file, error);
      return { error };
    } finally {
      this.saving.set(null);
      this.verified.emit();
    }
  }

  #refuse(file: EvidenceFile, error: unknown): void {
    const present = presentOf<StandingVerification>(error);
    if (present === null) {
      this.#notices.failed(error);
      return;
    }
    const { verified, revision } = present;
    this.#replace({ ...file, verified, revision });
    this.refused.set({ id: file.id, detail: readProblem(error).detail });
  }

  #replace(file: EvidenceFile): void {
    this.read.update(
      (page) => page && { ...page, items: page.items.map((each) => (each.id === file.id ? file : each)) },
    );
  }
}
