import { DOCUMENT } from '@angular/common';
import { HttpClient } from '@angular/common/http';
import {
  Component,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { EvidenceFile } from '@countersign/api-types';
import { firstValueFrom } from 'rxjs';
import { readProblem } from '../../../ui/problem';

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const TEXTS = ['text/plain', 'text/csv'];
const MOST_TEXT = 200_000;

/** What a browser shows without running anything of it; null for all other files. */
export function shownAs({ mediaType, unopened }: EvidenceFile): 'picture' | 'text' | 'pdf' | null {
  if (unopened !== null) return null;
  if (PICTURES.includes(mediaType)) return 'picture';
  if (TEXTS.includes(mediaType)) return 'text';
  return mediaType === 'application/pdf' ? 'pdf' : null;
}

/**
 * A document beside its question. Its bytes are fetched as a download, and shown under a type of our own choosing: as a
 * picture, as text, or by the browser's own reader of PDF, which runs apart from this page.
 */
@Component({
  selector: 'cs-evidence-preview',
  imports: [MatButton],
  template: `
    <header>
      <h3>{{ file().name }}</h3>
      <button i18n="@@evidence-preview.close" matButton type="button" (click)="closed.emit()">Close</button>
    </header>
    @if (refused(); as words) {
      <p role="alert">{{ words }}</p>
    } @else if (text() !== null) {
      <pre tabindex="0">{{ text() }}</pre>
    } @else if (kind() === 'picture') {
      <img #shown [alt]="file().name" />
    } @else if (kind() === 'pdf' && readsPdf) {
      <iframe #shown [title]="file().name"></iframe>
    } @else if (kind() === 'pdf') {
      <p i18n="@@evidence-preview.no-reader">
        This browser shows no PDF inside a page. Download the file by its name to read it.
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-2);
      align-content: start;
    }

    header {
      display: flex;
      gap: var(--cs-space-2);
      align-items: center;
      justify-content: space-between;
    }

    h3 {
      min-inline-size: 0;
      font: var(--mat-sys-title-small);
      overflow-wrap: anywhere;
    }

    img {
      max-inline-size: 100%;
      justify-self: start;
      background: white;
    }

    iframe {
      inline-size: 100%;
      block-size: max(24rem, 60dvh);
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--mat-sys-corner-small);
    }

    pre {
      max-block-size: 60dvh;
      margin: 0;
      padding: var(--cs-space-3);
      border-radius: var(--mat-sys-corner-small);
      background: var(--cs-quiet);
      font-size: 0.8125rem;
      overflow: auto;
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }
  `,
})
export class EvidencePreview {
  readonly file = input.required<EvidenceFile>();
  readonly closed = output();

  readonly #http = inject(HttpClient);
  readonly #window = inject(DOCUMENT).defaultView;
  protected readonly shown = viewChild<ElementRef<HTMLImageElement | HTMLIFrameElement>>('shown');
  protected readonly readsPdf = this.#window?.navigator.pdfViewerEnabled ?? false;
  protected readonly text = signal<string | null>(null);
  protected readonly refused = signal<string | null>(null);
  protected readonly kind = signal<ReturnType<typeof shownAs>>(null);
  readonly #address = signal<string | null>(null);

  constructor() {
    effect(() => {
      const file = this.file();
      untracked(() => void this.#open(file));
    });
    effect(() => {
      const place = this.shown()?.nativeElement;
      const address = this.#address();
      // by hand: the address is one of ours, of bytes whose type we have set
      if (place !== undefined && address !== null) place.src = address;
    });
    inject(DestroyRef).onDestroy(() => this.#forget());
  }

  async #open(file: EvidenceFile): Promise<void> {
    this.#forget();
    const kind = shownAs(file);
    this.kind.set(kind);
    if (kind === null || (kind === 'pdf' && !this.readsPdf)) return;
    try {
      const bytes = await firstValueFrom(
        this.#http.get(`/api/evidence/${file.id}/file`, { responseType: 'arraybuffer' }),
      );
      if (file.id !== this.file().id) return;
      if (kind === 'text') this.text.set(new TextDecoder().decode(bytes.slice(0, MOST_TEXT)));
      else this.#address.set(URL.createObjectURL(new Blob([bytes], { type: file.mediaType })));
    } catch (error) {
      this.refused.set(readProblem(error).detail);
    }
  }

  #forget(): void {
    const address = this.#address();
    if (address !== null) URL.revokeObjectURL(address);
    this.#address.set(null);
    this.text.set(null);
    this.refused.set(null);
  }
}
