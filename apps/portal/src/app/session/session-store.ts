import { HttpClient } from '@angular/common/http';
import { computed, inject, Injectable, signal } from '@angular/core';
import type { IsoDate, Session } from '@countersign/api-types';
import { firstValueFrom, tap } from 'rxjs';
import { speakAs } from '../language/reader';
import { todayHere } from '../ui/dates';
import type { Permission } from './permissions';

@Injectable({ providedIn: 'root' })
export class SessionStore {
  readonly #http = inject(HttpClient);
  readonly #session = signal<Session | null>(null);

  readonly session = this.#session.asReadonly();
  readonly member = computed(() => this.#session()?.member ?? null);
  readonly organisation = computed(() => this.#session()?.organisation ?? null);
  readonly demonstration = computed(() => this.#session()?.demonstration ?? false);
  readonly inboxUrl = computed(() => this.#session()?.inboxUrl ?? null);
  /** Too little is known of the member for anything but enrolling a second factor. */
  readonly secondFactorMissing = computed(() => this.#session()?.secondFactor === 'required');
  /** The organisation's own date; a browser in another zone may already be a day ahead. */
  readonly today = computed<IsoDate>(() => this.#session()?.today ?? todayHere());

  may(permission: Permission): boolean {
    return this.member()?.permissions.includes(permission) ?? false;
  }

  async current(): Promise<Session> {
    return this.#session() ?? (await this.refresh());
  }

  refresh(): Promise<Session> {
    return firstValueFrom(
      this.#http.get<Session>('/api/session').pipe(tap((session) => this.begin(session))),
    );
  }

  /** However the member signed in, this is the session that it began. */
  begin(session: Session): void {
    this.#session.set(session);
    if (session.member) speakAs(session.language);
  }

  async signOut(): Promise<void> {
    await firstValueFrom(this.#http.post<void>('/api/sign-out', {}));
    this.forget();
  }

  forget(): void {
    this.#session.set(null);
  }
}
