import { Module } from '@nestjs/common';
import { OrganisationsModule } from '@countersign/portfolio';
import { AnotherOrganisation } from './another-organisation';
import { SetUp } from './set-up';
import { SetUpAnnouncement } from './set-up-announcement';
import { SetUpController } from './set-up.controller';
import { SetUpTokens } from './set-up-tokens';
import { MembersModule } from '../members/members.module';

/** How organisations come into being. */
@Module({
  imports: [MembersModule, OrganisationsModule],
  controllers: [SetUpController],
  providers: [AnotherOrganisation, SetUp, SetUpAnnouncement, SetUpTokens],
  exports: [AnotherOrganisation, SetUpAnnouncement],
})
export class SetUpModule {}
