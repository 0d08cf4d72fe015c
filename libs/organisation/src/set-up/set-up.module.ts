import { Module } from '@nestjs/common';
import { AnotherOrganisation } from './another-organisation';
import { SetUp } from './set-up';
import { SetUpAnnouncement } from './set-up-announcement';
import { SetUpController } from './set-up.controller';
import { SetUpTokens } from './set-up-tokens';
import { FoundingModule } from '../founding/founding.module';
import { MembersModule } from '../members/members.module';

/** How organisations come into being. */
@Module({
  imports: [MembersModule, FoundingModule],
  controllers: [SetUpController],
  providers: [AnotherOrganisation, SetUp, SetUpAnnouncement, SetUpTokens],
  exports: [AnotherOrganisation, SetUpAnnouncement],
})
export class SetUpModule {}
