import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ContractDocument, Uuid } from '@countersign/api-types';
import { mdiFileDocumentOutline, mdiPaperclip, mdiShieldAlertOutline } from '@mdi/js';
import { firstValueFrom, tap } from 'rxjs';
import { SessionStore } from '../../../session/session-store';
import { InstantPipe } from '../../../ui/dates';
import { fileSize } from '../../../ui/file-size';
import { ReasonForm, type Reasoned } from '../../../ui/form/reason-form';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';
import { readProblem } from '../../../ui/problem';
import { unopenedForStaff } from '../../../ui/unopened-words';
import { type ContractView, isVoid } from '../contract-view';
import { ContractsClient } from '../contracts-client';

/** The documents of one notice, agreed term or amendment: opened, attached, withdrawn with a reason. */
@Component({
  selector: 'cs-document-list',
  imports: [Icon, InstantPipe, MatButton, ReasonForm],
  template: `
    @if (documents().length > 0) {
      <ul>
        @for (document of documents(); track document.id) {
          <li>
            <cs-icon [path]="icons.file" />
            <span class="cs-cell-name">
              <a
                [class.withdrawn]="document.withdrawnAt !== null"
                [href]="'/api/contracts/' + contract().id + '/documents/' + document.id + '/file'"
                download
                ><bdi>{{ document.name }}</bdi></a
              >
              <small i18n="@@document-list.attached-by"
                >{{ size(document.size) }} · attached by {{ document.by }}, {{ document.at | instant }}</small
              >
              @if (document.withdrawnReason; as reason) {
                <small i18n="@@document-list.withdrawn-by"
                  >Withdrawn by {{ document.withdrawnBy }}: {{ reason }}</small
                >
              }
              @if (document.unopened; as reason) {
                <small><cs-icon [path]="icons.unopened" /> {{ unopened(reason) }}</small>
              }
            </span>
            @if (mayWrite() && document.withdrawnAt === null) {
              <button
                i18n="@@document-list.withdraw"
                matButton
                type="button"
                [attr.aria-label]="withdrawLabel(document.name)"
                (click)="withdrawing.set(document)"
              >
                Withdraw
              </button>
            }
          </li>
        }
      </ul>
    }
    @if (withdrawal(); as about) {
      <cs-reason-form [about]="about" (left)="withdrawing.set(null)" />
    }
    @if (mayWrite()) {
      <input #file hidden type="file" [attr.aria-label]="chooseLabel" (change)="attach(file)" />
      <button matButton type="button" [disabled]="sending() !== null" (click)="file.click()">
        <cs-icon [path]="icons.attach" /><ng-container i18n="@@document-list.attach"
          >Attach a document</ng-container
        >
      </button>
    }
    <p role="status">
      @if (sending(); as name) {
        <ng-container i18n="@@document-list.uploading">Uploading {{ name }} …</ng-container>
      }
    </p>
    @if (problem(); as text) {
      <p role="alert" class="problem">{{ text }}</p>
    }
  `,
  styles: `
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    li {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-2);
      align-items: start;
    }

    p {
      margin: 0;
    }

    .withdrawn {
      text-decoration: line-through;
    }

    :host > button {
      margin-inline-start: calc(-1 * var(--mat-button-text-horizontal-padding, 12px));
    }

    .problem {
      color: var(--mat-sys-error);
    }
  `,
})
export class DocumentList {
  readonly contract = input.required<ContractView>();
  readonly about = input.required<ContractDocument['about']>();
  /** The notice, the agreed term or the amendment. */
  readonly of = input.required<Uuid>();
  readonly changed = output<ContractView>();

  readonly #contracts = inject(ContractsClient);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  protected readonly chooseLabel = $localize`:@@document-list.choose-a-document:Choose a document`;
  protected readonly icons = {
    file: mdiFileDocumentOutline,
    unopened: mdiShieldAlertOutline,
    attach: mdiPaperclip,
  };
  protected readonly size = fileSize;
  protected readonly unopened = unopenedForStaff;
  protected readonly withdrawLabel = (name: string): string =>
    $localize`:@@document-list.withdraw-the-document-named:Withdraw the document ${name}:name:`;
  protected readonly sending = signal<string | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly withdrawing = signal<ContractDocument | null>(null);
  protected readonly mayWrite = computed(
    () => this.#session.may('contract.write') && !isVoid(this.contract()),
  );
  protected readonly documents = computed(() =>
    this.contract().documents.filter(({ about, of }) => about === this.about() && of === this.of()),
  );
  protected readonly withdrawal = computed<Reasoned | null>(() => {
    const document = this.withdrawing();
    const { id } = this.contract();
    return document === null
      ? null
      : {
          id: document.id,
          label: $localize`:@@document-list.reason:Reason`,
          hint: $localize`:@@document-list.it-stays-in-the-list:The document stays in the list with it and can still be opened.`,
          most: 2_000,
          missing: $localize`:@@document-list.give-the-reason:Give the reason: the document stays in the list with it.`,
          saveLabel: $localize`:@@document-list.withdraw-the-document:Withdraw the document`,
          savingLabel: $localize`:@@document-list.withdrawing:Withdrawing …`,
          leaveLabel: $localize`:@@document-list.keep-the-document:Keep the document`,
          done: $localize`:@@document-list.the-document-was-withdrawn:The document was withdrawn.`,
          save: (reason) =>
            this.#contracts.withdrawDocument(id, document.id, reason).pipe(tap((next) => this.#done(next))),
        };
  });

  /** The one that was chosen; the same may be chosen again after a refusal. */
  protected async attach(chosen: HTMLInputElement): Promise<void> {
    const file = chosen.files?.[0];
    chosen.value = '';
    if (file === undefined || this.sending() !== null) {
      return;
    }
    this.problem.set(null);
    this.sending.set(file.name);
    try {
      const place = { about: this.about(), of: this.of() };
      this.#done(await firstValueFrom(this.#contracts.attachDocument(this.contract().id, place, file)));
      this.#notices.done($localize`:@@document-list.the-document-was-attached:The document was attached.`);
    } catch (error) {
      const { detail, fields } = readProblem(error);
      this.problem.set(fields?.map(({ message }) => message).join(' ') ?? detail);
    } finally {
      this.sending.set(null);
    }
  }

  #done(contract: ContractView): void {
    this.withdrawing.set(null);
    this.changed.emit(contract);
  }
}
