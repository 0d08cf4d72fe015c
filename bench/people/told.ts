import 'reflect-metadata';
import { aProduct } from '@countersign/testing';
import { apiBeside, respondentsOf } from './respondents';

/** Makes respondents on a database of their own, tells whoever started this about them, and leaves all of it behind. */
const product = await aProduct();
const respondents = await respondentsOf(product, Number(process.env['RESPONDENTS']));
const env = apiBeside(product);
const { adminUrl } = product.testDatabase;
await product.app.close();
process.send?.({ respondents, env, adminUrl }, () => process.exit());
