import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { filter } from 'rxjs';
import { message } from '../../language/message';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import { BesideStore } from '../assessment/beside-store';
import { ColleagueNotes } from '../assessment/colleague-notes';
import { Colleagues } from '../assessment/colleagues';
import { DraftKeeper } from '../assessment/draft-keeper';
import { ReturnedAnswers } from '../assessment/returned-answers';
import { AskingOrganisation } from '../shell/asking-organisation';
import { SignOut } from '../shell/sign-out';
import { DeclinedNotice } from './declined-notice';
import { UploadTray } from '../uploads/upload-tray';
import { LinkProblem } from './link-problem';
import { SavingBar } from './saving-bar';
import { SectionNav } from './section-nav';
import { StandingNotice } from './standing-notice';
import { UnsavedTexts } from './unsaved-texts';
import { WaitingTexts } from './waiting-texts';

/** Holds one assessment while its pages come and go, and guards what is not saved yet. */
@Component({
  selector: 'cs-assessment-frame',
  imports: [
    DeclinedNotice,
    LinkProblem,
    MatButton,
    RouterOutlet,
    SavingBar,
    SectionNav,
    StandingNotice,
    UnsavedTexts,
    UploadTray,
    WaitingTexts,
  ],
  providers: [AssessmentStore, Autosave, BesideStore, ColleagueNotes, Colleagues, ReturnedAnswers],
  templateUrl: './assessment-frame.html',
  styleUrl: './assessment-frame.scss',
  host: {
    '(window:beforeunload)': 'warn($event)',
    '(window:online)': 'goOn()',
    '(document:visibilitychange)': 'seenOrHidden()',
  },
})
export class AssessmentFrame {
  readonly assessmentId = input.required<string>();

  protected readonly store = inject(AssessmentStore);
  readonly #autosave = inject(Autosave);
  readonly #returned = inject(ReturnedAnswers);
  readonly #notes = inject(ColleagueNotes);
  readonly #keeper = inject(DraftKeeper);
  readonly #beside = inject(BesideStore);
  readonly #colleagues = inject(Colleagues);
  readonly #organisation = inject(AskingOrganisation);

  protected readonly navOpen = signal(false);
  protected readonly trying = signal(false);
  protected readonly unsavedCount = computed(() => Object.keys(this.store.drafts()).length);
  protected readonly unsavedInWords = computed(() =>
    message(
      this.#keeper.refused()
        ? $localize`:@@assessment-frame.unsaved:{n, plural, one {One answer is} other {# answers are}} not saved yet and kept in this browser tab. Please leave this tab open, open your link in another one, then come back here.`
        : $localize`:@@assessment-frame.kept:{n, plural, one {One answer is not saved yet. It is kept in this browser, and is sent} other {# answers are not saved yet. They are kept in this browser, and are sent}} when you open your link here again.`,
      { n: this.unsavedCount() },
    ),
  );

  constructor() {
    effect(() => {
      const id = this.assessmentId();
      untracked(() => void this.#open(id));
    });
    inject(Router)
      .events.pipe(filter((event) => event instanceof NavigationEnd))
      .subscribe(() => this.navOpen.set(false));
  }

  protected warn(event: BeforeUnloadEvent): void {
    if (this.#autosave.hasUnsaved() || this.#returned.unsaved().length > 0 || this.#notes.unsent())
      event.preventDefault();
  }

  protected seenOrHidden(): void {
    // hidden may be the last this page hears, and coming back may follow a fresh click on the link in another tab
    if (document.hidden) this.#autosave.saveAllNow();
    else void this.comeBack();
  }

  /** Into view again, perhaps days later: what was waiting goes on, and what others did shows. */
  protected async comeBack(): Promise<void> {
    if (!this.store.isLoaded() || this.store.access() !== 'open') return this.goOn();
    await this.store.takeOverDrafts();
    this.#autosave.saveAllNow();
    await this.#colleagues.look();
  }

  protected async goOn(): Promise<void> {
    if (this.trying()) return;
    this.trying.set(true);
    if (!this.store.isLoaded()) await this.#open(this.assessmentId());
    else if (this.store.access() !== 'open') await this.store.refresh();
    this.trying.set(false);
    if (this.store.isLoaded() && this.store.access() === 'open') this.#autosave.saveAllNow();
  }

  /** A browser's store may answer after its patience: what it brings then waits for no other event. */
  async #saveWhatComesLate(id: string): Promise<void> {
    await this.store.restored();
    if (this.store.isLoaded() && this.store.assessment().id === id) this.#autosave.saveAllNow();
  }

  async #open(id: string): Promise<void> {
    await this.store.open(id);
    if (!this.store.isLoaded()) return;
    this.#organisation.name.set(this.store.assessment().organisationName);
    this.#organisation.wayOut.set(SignOut);
    void this.#beside.load();
    this.#autosave.saveAllNow();
    void this.#saveWhatComesLate(id);
  }
}
