import { Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { MemberInvitation } from '@countersign/api-types';
import { firstValueFrom, type Observable } from 'rxjs';
import { Confirm } from '../../../ui/confirm';
import { InstantPipe } from '../../../ui/dates';
import { Notices } from '../../../ui/notices';
import { StateChip } from '../../../ui/state-chip';
import { INVITATION_WORDS, rolesInWords } from './member-words';
import { MembersClient } from './members-client';

@Component({
  selector: 'cs-invitation-table',
  imports: [InstantPipe, MatButton, StateChip],
  templateUrl: './invitation-table.html',
  styles: `
    .steps {
      display: flex;
      gap: 0;
      justify-content: flex-end;
    }
  `,
  host: { class: 'cs-table-frame' },
})
export class InvitationTable {
  readonly invitations = input.required<readonly MemberInvitation[]>();
  readonly mayManage = input.required<boolean>();
  readonly changed = output();

  readonly #client = inject(MembersClient);
  readonly #confirm = inject(Confirm);
  readonly #notices = inject(Notices);
  protected readonly busy = signal<string | null>(null);
  protected readonly states = INVITATION_WORDS;
  protected readonly roles = rolesInWords;

  protected sendAgain(invitation: MemberInvitation): Promise<void> {
    return this.#take(
      invitation,
      this.#client.sendAgain(invitation.id),
      $localize`:@@invitation-table.a-new-invitation-goes:A new invitation goes to ${invitation.email}:email: by mail. Earlier links no longer work.`,
    );
  }

  protected async withdraw(invitation: MemberInvitation): Promise<void> {
    const sure = await this.#confirm.ask({
      heading: $localize`:@@invitation-table.withdraw-the-invitation-of-2:Withdraw the invitation of ${invitation.name}:name:?`,
      text: $localize`:@@invitation-table.the-link-sent-to:The link sent to ${invitation.email}:email: stops working at once.`,
      confirm: $localize`:@@invitation-table.withdraw-the-invitation:Withdraw the invitation`,
      cancel: $localize`:@@invitation-table.keep-it:Keep it`,
    });
    if (sure) {
      await this.#take(
        invitation,
        this.#client.withdraw(invitation.id),
        $localize`:@@invitation-table.the-invitation-of-was:The invitation of ${invitation.name}:name: was withdrawn.`,
      );
    }
  }

  async #take({ id }: MemberInvitation, step: Observable<void>, done: string): Promise<void> {
    this.busy.set(id);
    try {
      await firstValueFrom(step);
      this.#notices.done(done);
      this.changed.emit();
    } catch (error) {
      this.#notices.failed(error);
    } finally {
      this.busy.set(null);
    }
  }
}
