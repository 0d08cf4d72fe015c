import { HttpClient } from '@angular/common/http';
import { Directive, ElementRef, inject } from '@angular/core';
import { readProblem } from '../../ui/problem';
import { Notices } from '../../ui/notices';

/**
 * Beside `download` on a link to what takes data out: asks for the proof first and downloads then. A browser that
 * follows such a link by itself would save the refusal as the file.
 */
@Directive({ selector: 'a[csProvedDownload]', host: { '(click)': 'follow($event)' } })
export class ProvedDownload {
  readonly #http = inject(HttpClient);
  readonly #notices = inject(Notices);
  readonly #link = inject<ElementRef<HTMLAnchorElement>>(ElementRef).nativeElement;
  #proved = false;

  protected follow(click: Event): void {
    if (this.#proved) return;
    click.preventDefault();
    // The interceptor opens the dialog where the proof is missing, and asks again once it is given.
    this.#http.get('/api/account/confirm').subscribe({
      complete: () => this.#download(),
      error: (error: unknown) => {
        if (readProblem(error).code !== 'confirm-it-is-you') this.#notices.failed(error);
      },
    });
  }

  #download(): void {
    this.#proved = true;
    this.#link.click();
    this.#proved = false;
  }
}
