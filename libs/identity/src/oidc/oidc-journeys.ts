import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Config, Problem, type MemberActor, say } from '@countersign/platform';
import { clearFlowCookie, flowTokenOf, setFlowCookie } from './flow-cookie';
import type { Flow } from './oidc-flows';
import type { OidcDeparture } from './oidc.dto';
import { pageWithin, signInPage, withProblem } from './oidc-paths';
import { OidcRefusal } from './oidc-refusal';
import { OidcSignIn } from './oidc-sign-in';
import { Organisations } from '../organisations/organisations';
import { OpaqueSessions } from '../sessions/opaque-sessions';
import { visitOf } from '../sessions/visit';
import { SignIn } from '../sign-in/sign-in';

/** What the browser carries between this product and the provider, and where it goes next. */
@Injectable()
export class OidcJourneys {
  constructor(
    private readonly config: Config,
    private readonly organisations: Organisations,
    private readonly oidc: OidcSignIn,
    private readonly sessions: OpaqueSessions,
    private readonly signIn: SignIn,
  ) {}

  async toProvider({ organisation, returnTo }: OidcDeparture, response: Response): Promise<string> {
    const slug = organisation ?? null;
    return this.orSayWhy(signInPage(slug), async () => {
      const organisationId = await this.organisations.find(slug);
      if (organisationId === null) throw new OidcRefusal('oidc-off');
      return this.depart(response, { organisationId, memberId: null, returnTo: returnTo ?? null });
    });
  }

  /** Begun by a request of our own page with a body, so that no other site can begin it in somebody's browser. */
  async toProviderForLinking(
    { organisationId, memberId }: MemberActor,
    response: Response,
    returnTo: string | null,
  ): Promise<string> {
    try {
      return await this.depart(response, { organisationId, memberId, returnTo });
    } catch (error) {
      if (!(error instanceof OidcRefusal)) throw error;
      throw new Problem({
        status: 409,
        code: error.code,
        title: say('title.not-linked'),
        detail: say(`refusal.${error.code}`),
      });
    }
  }

  async fromProvider(request: Request, response: Response): Promise<string> {
    const token = flowTokenOf(request, this.config);
    clearFlowCookie(response, this.config);
    const flow = token === null ? null : await this.oidc.take(token);
    if (flow === null) return withProblem(signInPage(null), 'oidc-ended');
    const tellAt = flow.memberId === null ? signInPage(flow.slug) : flow.returnTo;
    return this.orSayWhy(tellAt, async () => {
      await this.arrive(flow, request, response);
      return flow.returnTo;
    });
  }

  private async arrive(flow: Flow, request: Request, response: Response): Promise<void> {
    const back = { flow, query: queryOf(request), from: request.ip ?? null };
    if (flow.memberId !== null) return this.oidc.link(back, await this.sessions.find(request));
    const member = await this.oidc.arrive(back);
    const proof = { by: 'identity-provider', secondFactor: true } as const;
    await this.signIn.begin(member, visitOf(request), response, proof);
  }

  private async depart(
    response: Response,
    { organisationId, memberId, returnTo }: DepartureWishes,
  ): Promise<string> {
    const page = pageWithin(this.config.publicUrl, returnTo);
    const { address, token } = await this.oidc.depart(organisationId, { memberId, returnTo: page });
    setFlowCookie(response, this.config, token);
    return address;
  }

  private async orSayWhy(page: string, journey: () => Promise<string>): Promise<string> {
    try {
      return await journey();
    } catch (error) {
      if (error instanceof OidcRefusal) return withProblem(page, error.code);
      throw error;
    }
  }
}

interface DepartureWishes {
  readonly organisationId: string;
  readonly memberId: string | null;
  readonly returnTo: string | null;
}

function queryOf({ originalUrl }: Request): string {
  const start = originalUrl.indexOf('?');
  return start < 0 ? '' : originalUrl.slice(start + 1);
}
