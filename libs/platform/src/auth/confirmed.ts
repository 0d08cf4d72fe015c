import { Problem, say } from '@countersign/wire';
import { applyDecorators, Injectable, SetMetadata, UseGuards } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ActingRequest } from './request';

export const CONFIRMED = 'countersign:confirmed';

export interface Confirmation {
  /**
   * `never`: a program cannot prove who sits there, so it is refused. `by-scope`: whoever issued the token gave the
   * proof then, for exactly this scope, and nobody has to sit beside the program that uses it.
   */
  readonly tokens: 'never' | 'by-scope';
}

/** An unattended browser must change no access, and neither take data out nor away. */
@Injectable()
export class ConfirmedGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { member } = context.switchToHttp().getRequest<ActingRequest>();
    if (member?.confirmed) return true;
    const targets = [context.getHandler(), context.getClass()];
    const asked = this.reflector.getAllAndOverride<Confirmation | undefined>(CONFIRMED, targets);
    if (member?.by === 'token' && asked?.tokens === 'by-scope') return true;
    throw new Problem({
      status: 403,
      code: 'confirm-it-is-you',
      title: say('title.confirm-it-is-you'),
      detail: say('refusal.confirm-it-is-you'),
    });
  }
}

/** Beside `@Allow`: for changes to how somebody signs in, to who may come in and do what, and for what takes data out or away. Signing in confirms for 15 minutes, and so does the account's confirm route. */
export const Confirmed = (confirmation: Confirmation = { tokens: 'never' }) =>
  applyDecorators(SetMetadata(CONFIRMED, confirmation), UseGuards(ConfirmedGuard));
