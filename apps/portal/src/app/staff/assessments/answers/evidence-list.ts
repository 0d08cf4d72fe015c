import { Component, inject, input, output, signal } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import type { EvidenceFile, Uuid } from '@countersign/api-types';
import { mdiCheckDecagramOutline, mdiFileDocumentOutline, mdiShieldAlertOutline } from '@mdi/js';
import { firstValueFrom } from 'rxjs';
import { SessionStore } from '../../../session/session-store';
import { formatDate, InstantPipe } from '../../../ui/dates';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';
import { unopenedForStaff } from '../../../ui/unopened-words';
import { AssessmentsClient } from '../assessments-client';
import { fileSize } from './file-size';

@Component({
  selector: 'cs-evidence-list',
  imports: [Icon, InstantPipe, MatCheckbox],
  templateUrl: './evidence-list.html',
  styleUrl: './evidence-list.scss',
})
export class EvidenceList {
  readonly files = input.required<readonly EvidenceFile[]>();
  readonly verified = output();

  readonly #assessments = inject(AssessmentsClient);
  readonly #notices = inject(Notices);
  protected readonly session = inject(SessionStore);
  protected readonly saving = signal<Uuid | null>(null);
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
    return `${expired ? 'expired' : 'expires'} ${formatDate(file.expiresOn)}`;
  }

  protected async verify(file: EvidenceFile, verified: boolean): Promise<void> {
    this.saving.set(file.id);
    try {
      await firstValueFrom(this.#assessments.verifyEvidence(file.id, verified));
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.saving.set(null);
      this.verified.emit();
    }
  }
}
