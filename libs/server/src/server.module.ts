import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { AssessmentsModule } from './assessments/assessments.module';
import { AuditModule } from './audit/audit.module';
import { AuditHeadModule } from './audit-head/audit-head.module';
import { ClausesModule } from './clauses';
import { ContractsModule } from './contracts';
import { DashboardModule } from './dashboard/dashboard.module';
import { EngagementsModule } from './engagements/engagements.module';
import { FindingsModule } from './findings/findings.module';
import { IdentityModule } from './identity';
import { OidcModule } from './identity/oidc/oidc.module';
import { LimitsModule } from './limits/limits.module';
import { KeysLostModule } from './keys-lost';
import { MetricsModule } from './metrics/metrics.module';
import { MembersModule } from './members';
import { NotificationsModule } from './notifications';
import { OrganisationsModule } from './organisations/organisations.module';
import type { Config } from './platform/config/config';
import { PlatformModule } from './platform/platform.module';
import { QuestionnairesModule } from './questionnaires/questionnaires.module';
import { RespondingModule } from './responding/responding.module';
import { RetentionModule } from './retention/retention.module';
import { SetUpModule } from './set-up/set-up.module';
import { StandingsModule } from './standings/standings.module';
import { SystemModule } from './system/system.module';
import { VendorsModule } from './vendors/vendors.module';

/** Each feature adds its module here. */
const features: Type[] = [
  IdentityModule,
  OidcModule,
  MembersModule,
  OrganisationsModule,
  LimitsModule,
  SetUpModule,
  NotificationsModule,
  AuditModule,
  AuditHeadModule,
  ClausesModule,
  ContractsModule,
  StandingsModule,
  FindingsModule,
  QuestionnairesModule,
  AssessmentsModule,
  EngagementsModule,
  VendorsModule,
  RespondingModule,
  DashboardModule,
  RetentionModule,
  SystemModule,
  KeysLostModule,
  MetricsModule,
];

/** The product without an entrance: the api adds HTTP guards and the worker its processors. */
@Module({})
export class ServerModule {
  static with(config: Config): DynamicModule {
    return { module: ServerModule, imports: [PlatformModule.with(config), ...features], exports: features };
  }
}
