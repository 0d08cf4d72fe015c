import { Module } from '@nestjs/common';
import { ClausesModule } from '../clauses';
import { ContractsModule } from '../contracts';
import { IdentityModule } from '../identity';
import { NotificationsModule } from '../notifications';
import { QuestionnairesModule } from '../questionnaires/questionnaires.module';
import { FoundOrganisation, ShippedContent } from './found-organisation';

@Module({
  imports: [ClausesModule, ContractsModule, IdentityModule, NotificationsModule, QuestionnairesModule],
  providers: [FoundOrganisation, ShippedContent],
  exports: [FoundOrganisation],
})
export class OrganisationsModule {}
