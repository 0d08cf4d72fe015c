import { HttpClient, httpResource } from '@angular/common/http';
import { computed, inject, Injectable, type Signal } from '@angular/core';
import type {
  ChangedMember,
  MemberDetail,
  MemberInvitation,
  MemberOverview,
  NewMemberInvitation,
  OpenWork,
  Uuid,
} from '@countersign/api-types';
import type { Observable } from 'rxjs';
import { SessionStore } from '../../../session/session-store';

export type MemberStep =
  'deactivate' | 'reactivate' | 'end-sessions' | 'reset-second-factor' | 'send-password-reset';

@Injectable({ providedIn: 'root' })
export class MembersClient {
  readonly #http = inject(HttpClient);
  readonly #session = inject(SessionStore);

  overview() {
    return httpResource<MemberOverview>(() => '/api/members/overview');
  }

  /** How many active members have no second factor; null where the member may not know. */
  withoutSecondFactor(): Signal<number | null> {
    const overview = httpResource<MemberOverview>(() =>
      this.#session.may('member.read') ? '/api/members/overview' : undefined,
    );
    return computed(() =>
      overview.hasValue()
        ? overview.value().members.filter(({ active, secondFactor }) => active && secondFactor === 'none')
            .length
        : null,
    );
  }

  invite(invitation: NewMemberInvitation): Observable<MemberInvitation> {
    return this.#http.post<MemberInvitation>('/api/members/invitations', invitation);
  }

  sendAgain(invitation: Uuid): Observable<void> {
    return this.#http.post<void>(`/api/members/invitations/${invitation}/send-again`, {});
  }

  withdraw(invitation: Uuid): Observable<void> {
    return this.#http.delete<void>(`/api/members/invitations/${invitation}`);
  }

  change(id: Uuid, member: ChangedMember): Observable<MemberDetail> {
    return this.#http.put<MemberDetail>(`/api/members/${id}`, member);
  }

  handOver(id: Uuid, to: Uuid): Observable<OpenWork> {
    return this.#http.post<OpenWork>(`/api/members/${id}/hand-over`, { to });
  }

  take(id: Uuid, step: MemberStep): Observable<void> {
    return this.#http.post<void>(`/api/members/${id}/${step}`, {});
  }
}
