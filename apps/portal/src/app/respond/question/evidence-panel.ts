import { Component, computed, ElementRef, inject, input, signal } from '@angular/core';
import type { EvidenceFile } from '@countersign/api-types';
import { textIn, type RespondentQuestion } from '@countersign/domain';
import { mdiAlertCircleOutline, mdiFileDocumentOutline, mdiPaperclip } from '@mdi/js';
import { fileSize } from '../../ui/file-size';
import { Icon } from '../../ui/icon';
import { ShowMore } from '../../ui/list/show-more';
import { unopenedForVendor, type UnopenedReason } from '../../ui/unopened-words';
import { AssessmentStore, FILES_SHOWN_FIRST } from '../assessment/assessment-store';
import { evidenceOf } from '../assessment/respondent-assessment';
import { pathOf, refusalOf, RespondClient, serverTrouble, type Refusal } from '../respond-client';
import { UploadLine } from '../uploads/upload-line';
import { Uploads } from '../uploads/uploads';

/** The documents behind an answer: chosen here and sent by the frame, opened again, removed after asking once. */
@Component({
  selector: 'cs-evidence-panel',
  imports: [Icon, ShowMore, UploadLine],
  templateUrl: './evidence-panel.html',
  styleUrl: './evidence-panel.scss',
})
export class EvidencePanel {
  readonly question = input.required<RespondentQuestion>();

  protected readonly store = inject(AssessmentStore);
  readonly #client = inject(RespondClient);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #uploads = inject(Uploads);

  protected readonly icons = {
    attach: mdiPaperclip,
    file: mdiFileDocumentOutline,
    problem: mdiAlertCircleOutline,
  };
  protected readonly size = fileSize;
  protected readonly uploads = computed(() =>
    this.#uploads.of(this.store.assessment().id).filter(({ question }) => question === this.question().id),
  );
  protected readonly removing = signal<string | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly said = signal('');

  protected readonly hint = computed(() => {
    const hint = this.question().evidenceHint;
    return hint === null ? null : textIn(hint);
  });
  protected readonly files = computed(() => evidenceOf(this.store.evidence(), this.question().id));
  /** What was not returned keeps its documents until it is opened. */
  protected readonly open = computed(() => {
    const closed = this.store.assessment().returned?.closedQuestions ?? [];
    return this.store.answerable() && !closed.includes(this.question().id);
  });
  protected readonly first = FILES_SHOWN_FIRST;
  protected readonly reading = signal(false);
  protected readonly limit = computed(() => fileSize(this.store.assessment().maximumFileBytes));

  /** Said once half of it is used, so that the limit is known before it is met. */
  protected readonly room = computed(() => {
    const { maximumFiles, maximumBytes } = this.store.assessment();
    const { files, bytes } = this.store.used();
    if (files * 2 < maximumFiles && bytes * 2 < maximumBytes) return '';
    const full = files >= maximumFiles || bytes >= maximumBytes;
    const size = fileSize(bytes);
    const most = fileSize(maximumBytes);
    return full
      ? $localize`:@@evidence-panel.of-files-and-of:${files}:files: of ${maximumFiles}:maximumFiles: files and ${size}:size: of ${most}:most: are used in this questionnaire: no further file is taken`
      : $localize`:@@evidence-panel.of-files-and-of-2:${files}:files: of ${maximumFiles}:maximumFiles: files and ${size}:size: of ${most}:most: are used in this questionnaire`;
  });
  protected readonly extensions = computed(() => this.store.assessment().acceptedExtensions);

  protected takeBack(file: EvidenceFile): string {
    return file.reliedOn
      ? $localize`:@@evidence-panel.withdraw-2:Withdraw ${file.name}:name:`
      : $localize`:@@evidence-panel.remove-3:Remove ${file.name}:name:`;
  }

  protected unopened(reason: UnopenedReason): string {
    return unopenedForVendor(reason, this.store.assessment().organisationName);
  }

  protected attach(event: Event): void {
    const picker = event.target as HTMLInputElement;
    const files = [...(picker.files ?? [])];
    picker.value = '';
    this.problem.set(null);
    this.#uploads.add({
      assessmentId: this.store.assessment().id,
      question: this.question().id,
      files,
      known: this.files().items.map(({ id }) => id),
      unfit: (file) => this.#unfit(file),
    });
  }

  protected addressOf({ id }: EvidenceFile): string {
    return `${pathOf(this.store.assessment().id)}/evidence/${id}/file`;
  }

  protected async remove(file: EvidenceFile): Promise<void> {
    this.removing.set(null);
    this.problem.set(null);
    try {
      await this.#client.removeEvidence(this.store.assessment().id, file.id);
      this.store.dropEvidence(file);
      if (this.question().type === 'file') void this.store.readOwnFiles(this.question().id);
      this.said.set(
        file.reliedOn
          ? $localize`:@@evidence-panel.withdrawn:${file.name}:file: withdrawn`
          : $localize`:@@evidence-panel.removed:${file.name}:file: removed`,
      );
    } catch (error) {
      this.#refused(
        refusalOf(error),
        file.reliedOn
          ? $localize`:@@evidence-panel.could-not-be-withdrawn:${file.name}:name: could not be withdrawn.`
          : $localize`:@@evidence-panel.could-not-be-removed:${file.name}:name: could not be removed.`,
      );
    }
    this.#element.querySelector<HTMLElement>('input[type=file]')?.focus();
  }

  protected async more(): Promise<void> {
    this.problem.set(null);
    this.reading.set(true);
    try {
      await this.store.readMoreEvidence(this.question().id);
    } catch (error) {
      this.#refused(
        refusalOf(error),
        $localize`:@@evidence-panel.more-files-could-not:More files could not be read. Please try again.`,
      );
    } finally {
      this.reading.set(false);
    }
  }

  #unfit(file: File): string | null {
    const ending = /\.[a-z\d]{1,9}$/i.exec(file.name)?.[0].toLowerCase();
    if (ending !== undefined && !this.extensions().includes(ending))
      return $localize`:@@evidence-panel.not-taken:Files that end in ${ending}:ending: are not taken. Save it as PDF, then attach that.`;
    if (file.size === 0) return $localize`:@@evidence-panel.this-file-is-empty:This file is empty.`;
    if (file.size <= this.store.assessment().maximumFileBytes) return null;
    return $localize`:@@evidence-panel.this-file-has-the:This file has ${fileSize(file.size)}:fileSize:; the limit is ${this.limit()}:limit: per file. Please send a smaller version or split it.`;
  }

  #refused(refused: Refusal, otherwise: string): void {
    if (refused.kind === 'signed-out') this.store.signedOut();
    if (refused.kind === 'conflict') void this.store.refresh();
    this.problem.set(serverTrouble(refused, otherwise));
  }

  protected evidenceFor(): string {
    return $localize`:@@evidence-panel.evidence-for:Evidence for ${this.question().id}:id:`;
  }

  protected attachTo(): string {
    return $localize`:@@evidence-panel.attach-files-to:Attach files to ${this.question().id}:id:`;
  }
}
