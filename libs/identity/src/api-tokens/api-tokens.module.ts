import { Global, Module } from '@nestjs/common';
import { MemberSessions } from '@countersign/platform';
import { ApiTokenController } from './api-token.controller';
import { ApiTokens } from './api-tokens';
import { BearerTokens } from './bearer-tokens';
import { RequestCredentials } from './request-credentials';

/** Global, because the access guard of every route asks by which credentials a request comes. */
@Global()
@Module({
  controllers: [ApiTokenController],
  providers: [
    ApiTokens,
    BearerTokens,
    RequestCredentials,
    { provide: MemberSessions, useExisting: RequestCredentials },
  ],
  exports: [MemberSessions],
})
export class ApiTokensModule {}
