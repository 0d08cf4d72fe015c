import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { AskingOrganisation } from './asking-organisation';
import { WayOut } from './way-out';

/** The frame of the vendor's world: who asks, and that nothing is installed or bought. No staff navigation. */
@Component({
  selector: 'cs-respond-shell',
  imports: [RouterOutlet, WayOut],
  template: `
    <header>
      <p class="who">{{ organisation.name() ?? 'Countersign' }}</p>
      <p i18n="@@respond-shell.vendor-security-questionnaire" class="what">Vendor security questionnaire</p>
      <ng-container csWayOut />
      @if (!organisation.wayOut()) {
        <span class="room" aria-hidden="true">&nbsp;</span>
      }
    </header>
    <router-outlet />
    <footer>
      <p i18n="@@respond-shell.you-answer-in-this">
        You answer in this browser window. Nothing is installed on your computer, there is no account to
        create and nothing is bought.
      </p>
      @if (organisation.name(); as name) {
        <p i18n="@@respond-shell.runs-this-portal-with">
          {{ name }} runs this portal with Countersign. It alone reads your answers, beside colleagues of
          yours who have a link to them.
        </p>
      }
      @if (organisation.wayOut()) {
        <p i18n="@@respond-shell.on-a-shared-computer">
          On a shared computer, sign out when you leave: your link opens these answers again.
        </p>
      }
    </footer>
  `,
  styleUrl: './respond-shell.scss',
})
export class RespondShell {
  protected readonly organisation = inject(AskingOrganisation);
}
