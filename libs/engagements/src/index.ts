export {
  ChangedEngagement,
  EndView,
  EngagementFields,
  NewEnd,
  NotNeeded,
  NotNeededView,
  Reopening,
} from './details.dto';
export { Details, endOf, notNeededOf } from './details';
export { DetailsModule } from './details.module';
export { EndingService } from './ending.service';
export { UnassessedService } from './unassessed.service';
