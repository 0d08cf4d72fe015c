import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { Request } from 'express';
import { Strategy } from 'passport-local';
import { fieldProblems, invalid, unauthorised, say } from '@countersign/platform';
import { SignInForm } from './identity.dto';
import { PasswordSignIn } from './password-sign-in';
import type { ProvenMember } from './sign-in';
import { visitOf } from '../sessions/visit';

/** Address and password in the body: Passport's local strategy. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(private readonly signIn: PasswordSignIn) {
    super({ usernameField: 'email', passwordField: 'password', passReqToCallback: true });
  }

  async validate(
    request: Request<Record<string, string>, unknown, SignInForm>,
    email: string,
    password: string,
  ): Promise<ProvenMember> {
    const organisation = request.body.organisation ?? null;
    return this.signIn.prove({ email, password, organisation }, visitOf(request));
  }
}

/** Guards run before pipes, so the form is checked here: the strategy itself would also take a password from the query. */
@Injectable()
export class LocalSignInGuard extends AuthGuard('local') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const { body } = context.switchToHttp().getRequest<Request<object, unknown, unknown>>();
    const form = plainToInstance(SignInForm, body ?? {});
    const errors = await validate(form, { whitelist: true, forbidNonWhitelisted: true });
    if (errors.length > 0) throw invalid(fieldProblems(errors));
    return (await super.canActivate(context)) === true;
  }

  override handleRequest<Proven = ProvenMember>(error: unknown, proven: Proven | false | null): Proven {
    if (error) throw error;
    if (!proven) throw unauthorised(say('refusal.sign-in-failed'), 'sign-in-failed');
    return proven;
  }
}
