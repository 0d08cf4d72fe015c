import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatCheckbox, type MatCheckboxChange } from '@angular/material/checkbox';
import type {
  EvidenceFile,
  EvidenceOfQuestion,
  EvidencePage,
  StandingVerification,
  Uuid,
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
import { fileSize } from '../../../ui/file-size';

@Component({
  selector: 'cs-evidence-list',
  imports: [Icon, InstantPipe, MatCheckbox, ShowMore],
  templateUrl: './evidence-list.html',
  styleUrl: './evidence-list.scss',
})
export class EvidenceList {
  readonly assessmentId = input.required<Uuid>();
  readonly of = input.required<EvidenceOfQuestion>();
  readonly verified = output();

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
    this.saving.set(file.id);
    this.refused.set(null);
    try {
      const { revision } = file;
      this.#replace(
        await firstValueFrom(this.#assessments.verifyEvidence(file.id, { verified: checked, revision })),
      );
    } catch (error) {
      this.#refuse(file, error);
      // Nothing was recorded: it shows what stands, and pressing it once more is a choice of its own.
      source.checked = presentOf<StandingVerification>(error)?.verified ?? file.verified;
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
