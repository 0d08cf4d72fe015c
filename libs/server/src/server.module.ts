import { Module, type DynamicModule, type OnModuleInit, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AssessmentsModule } from './assessments/assessments.module';
import { ScoresFollow } from './assessments/scores-follow';
import { AuditModule } from './audit/audit.module';
import { ClauseFindingsFollow, ClausesModule } from './clauses';
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
import { Changes, type Consequence } from './platform';
import type { Config } from './platform/config/config';
import { PlatformModule } from './platform/platform.module';
import { QuestionnairesModule } from './questionnaires/questionnaires.module';
import { RespondingModule } from './responding/responding.module';
import { RetentionModule } from './retention/retention.module';
import { SetUpModule } from './set-up/set-up.module';
import { StandingsFollow } from './standings/standings-follow';
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

/** What follows a change, in this order: a score shows findings, and findings move where an engagement stands. */
const consequences: readonly Type<Consequence>[] = [ScoresFollow, ClauseFindingsFollow, StandingsFollow];

/** The product without an entrance: the api adds HTTP guards and the worker its processors. */
@Module({})
export class ServerModule implements OnModuleInit {
  constructor(
    private readonly modules: ModuleRef,
    private readonly changes: Changes,
  ) {}

  onModuleInit(): void {
    this.changes.draw(consequences.map((one) => this.modules.get(one, { strict: false })));
  }

  static with(config: Config): DynamicModule {
    return { module: ServerModule, imports: [PlatformModule.with(config), ...features], exports: features };
  }
}
