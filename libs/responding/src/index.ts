export { LinkExchange } from './link-exchange';
export { RespondingModule } from './responding.module';
export { RespondingService } from './responding.service';
