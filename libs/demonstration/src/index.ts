export { DemonstrationModule } from './demonstration.module';
export { Demonstration, type SignIn } from './demonstration';
export { modelAnswer } from './model-answers';
export { ProductClock } from './product-clock';
