import {
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnModuleInit,
  type Type,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AssessmentsModule, ScoresFollow } from '@countersign/assessments';
import { EvidenceModule } from '@countersign/evidence';
import { QuestionnairesModule } from '@countersign/questionnaires';
import { ResearchModule } from '@countersign/research';
import { AuditModule } from '@countersign/audit';
import { ClauseFindingsFollow, ClausesModule, ContractsModule } from '@countersign/contracts';
import { FindingsModule } from '@countersign/findings';
import { ApiTokensModule, IdentityModule, OidcModule } from '@countersign/identity';
import { LimitsModule } from '@countersign/limits';
import { NotesModule } from '@countersign/notes';
import { MailSubjects, NotificationsModule } from '@countersign/notifications';
import { KeysLostModule, MetricsModule, SystemModule, WeeklyHeadModule } from '@countersign/operating';
import { FoundingModule, MembersModule, RetentionModule, SetUpModule } from '@countersign/organisation';
import { Changes, PlatformModule, type Config, type Consequence } from '@countersign/platform';
import {
  DailyModule,
  DashboardModule,
  EngagementsModule,
  StandingsFollow,
  StandingsModule,
  UseFindingsFollow,
  VendorsModule,
} from '@countersign/portfolio';
import { RespondingModule } from '@countersign/responding';
import { DelegatingModule, PassingOnFollows, PassingOnModule } from '@countersign/vendors';
import { TasksModule } from '@countersign/tasks';
import { entities } from './schema/entities';

/** Each feature adds its module here. */
const features: Type[] = [
  IdentityModule,
  OidcModule,
  ApiTokensModule,
  TasksModule,
  NotesModule,
  MembersModule,
  DailyModule,
  FoundingModule,
  LimitsModule,
  SetUpModule,
  NotificationsModule,
  AuditModule,
  WeeklyHeadModule,
  ClausesModule,
  ContractsModule,
  StandingsModule,
  FindingsModule,
  QuestionnairesModule,
  EvidenceModule,
  AssessmentsModule,
  ResearchModule,
  EngagementsModule,
  VendorsModule,
  RespondingModule,
  DelegatingModule,
  PassingOnModule,
  DashboardModule,
  RetentionModule,
  SystemModule,
  KeysLostModule,
  MetricsModule,
];

/** What follows a change, in this order: a score shows findings, and findings move where an engagement stands. */
const consequences: readonly Type<Consequence>[] = [
  ScoresFollow,
  ClauseFindingsFollow,
  UseFindingsFollow,
  StandingsFollow,
  PassingOnFollows,
];

/** The product without an entrance: the api adds HTTP guards and the worker its processors. */
@Module({})
export class ServerModule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly modules: ModuleRef,
    private readonly changes: Changes,
    private readonly mails: MailSubjects,
  ) {}

  onModuleInit(): void {
    this.changes.draw(consequences.map((one) => this.modules.get(one, { strict: false })));
  }

  onApplicationBootstrap(): void {
    this.mails.refuseOrphans();
  }

  static with(config: Config): DynamicModule {
    return {
      module: ServerModule,
      imports: [PlatformModule.with(config, entities), ...features],
      exports: features,
    };
  }
}
