import { Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { Config, inWords, OutgoingHosts, RefusedHostError, say } from '@countersign/platform';

/** How an organisation's provider is reached; the secret is open here and nowhere else. */
export interface ProviderAccess {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly roleClaim: string | null;
}

/** What the browser takes along, and what must be the same when it comes back. */
export interface AuthorizationStart {
  readonly address: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** Lower-case. */
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The provider itself said no: somebody went back, or may not sign in there. */
export class ProviderRefusedError extends Error {}

/** Speaks OpenID Connect with an organisation's provider. Every method calls another server: never in a transaction. */
@Injectable()
export class IdentityProvider {
  /** From the configuration alone, never from a header of the request. */
  readonly redirectUri: string;

  constructor(
    config: Config,
    private readonly hosts: OutgoingHosts,
  ) {
    this.redirectUri = `${config.publicUrl}/api/sign-in/oidc/callback`;
  }

  /** `freshly`: the provider asks again who it is, even where it remembers somebody. */
  async begin(access: ProviderAccess, { freshly }: { freshly: boolean }): Promise<AuthorizationStart> {
    const configuration = await this.discover(access);
    const secrets = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      codeVerifier: oidc.randomPKCECodeVerifier(),
    };
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: scopeFor(configuration, access.roleClaim),
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(secrets.codeVerifier),
      code_challenge_method: 'S256',
      ...(freshly && { prompt: 'login' }),
    });
    // The browser goes there, not this server; still it must be a web address of a public host.
    return { address: this.hosts.check(address.href).href, ...secrets };
  }

  /** @throws ProviderRefusedError, or what the check of the answer says */
  async finish(
    access: ProviderAccess,
    { query, state, nonce, codeVerifier }: Omit<AuthorizationStart, 'address'> & { query: string },
  ): Promise<ProvenIdentity> {
    const configuration = await this.discover(access);
    const address = new URL(`${this.redirectUri}?${query}`);
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier };
    const tokens = await oidc
      .authorizationCodeGrant(configuration, address, { ...checks, idTokenExpected: true })
      .catch((error: unknown) => {
        if (error instanceof oidc.AuthorizationResponseError) throw new ProviderRefusedError(error.error);
        throw error;
      });
    const idToken = tokens.claims();
    if (idToken === undefined) throw new Error('The provider gave no ID token.');
    const more = await this.userInfo(configuration, { access, idToken, accessToken: tokens.access_token });
    // Address and "verified" come from the same document, never one from each.
    const named = idToken['email'] === undefined ? more : idToken;
    return {
      issuer: idToken.iss,
      subject: idToken.sub,
      email: typeof named['email'] === 'string' ? named['email'].trim().toLowerCase() : null,
      emailVerified: named['email_verified'] === true || named['email_verified'] === 'true',
      claims: { ...more, ...idToken },
    };
  }

  /** Null when the provider can be used; else a sentence for the administrator. */
  async problemOf(access: ProviderAccess): Promise<string | null> {
    try {
      await this.begin(access, { freshly: false });
      return null;
    } catch (error) {
      return sentenceOf(error);
    }
  }

  private async discover({ issuer, clientId, clientSecret }: ProviderAccess): Promise<oidc.Configuration> {
    // Before the package, which says of plain http only that it is forbidden.
    const server = this.hosts.check(issuer);
    const execute = [oidc.enableNonRepudiationChecks];
    // OutgoingHosts lets plain http pass for hosts that the operator allows, and for no other.
    execute.push(oidc.allowInsecureRequests);
    return oidc.discovery(server, clientId, undefined, authenticationWith(clientSecret), {
      [oidc.customFetch]: (address, options) => this.fetch(address, options),
      execute,
    });
  }

  private async fetch(
    address: string,
    { method, headers, body, signal }: oidc.CustomFetchOptions,
  ): Promise<Response> {
    if (body !== null && body !== undefined && typeof body !== 'string' && !(body instanceof URLSearchParams))
      throw new TypeError('Only forms and texts are sent to a provider.');
    return this.hosts.fetch(address, {
      method,
      headers,
      body: body?.toString() ?? null,
      ...(signal && { signal }),
    });
  }

  /** Providers may leave address and groups out of the ID token. */
  private async userInfo(
    configuration: oidc.Configuration,
    { access, idToken, accessToken }: { access: ProviderAccess; idToken: oidc.IDToken; accessToken: string },
  ): Promise<Readonly<Record<string, unknown>>> {
    const complete = idToken['email'] !== undefined && (access.roleClaim ?? 'sub') in idToken;
    if (complete || configuration.serverMetadata().userinfo_endpoint === undefined) return {};
    return oidc.fetchUserInfo(configuration, accessToken, idToken.sub);
  }
}

/** Some providers give groups only to whoever asks for the scope of that name. */
function scopeFor(configuration: oidc.Configuration, roleClaim: string | null): string {
  const scopes = ['openid', 'email', 'profile'];
  const offered = configuration.serverMetadata().scopes_supported ?? [];
  if (roleClaim !== null && offered.includes(roleClaim) && !scopes.includes(roleClaim))
    scopes.push(roleClaim);
  return scopes.join(' ');
}

/** By the header where the provider takes it, which is also what holds when it does not say (OpenID Connect Core 9). */
function authenticationWith(secret: string | null): oidc.ClientAuth {
  if (secret === null) return oidc.None();
  return (server, client, body, headers) => {
    const offered = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const method = offered.includes('client_secret_basic') ? oidc.ClientSecretBasic : oidc.ClientSecretPost;
    method(secret)(server, client, body, headers);
  };
}

/** The innermost reason, which names the host or the value that does not fit. */
function sentenceOf(error: unknown): string {
  let reason = error;
  while (reason instanceof Error && reason.cause instanceof Error) reason = reason.cause;
  if (reason instanceof RefusedHostError) return inWords(reason.words);
  // what the program that speaks to the provider found, as it says it
  const text = reason instanceof Error ? reason.message : String(reason);
  return inWords(say('oidc-setup.does-not-answer', { reason: text }));
}
