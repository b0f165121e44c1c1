/** `npm start` with a store and a mailer that kill the process at the point that the argument names; none: unharmed. */
import { runLocal } from '../../../infra/local/run-local.ts';
import { killAt, POINTS, type PointName } from './points.ts';

const name = process.argv[2];
if (name === undefined) await runLocal();
else if (Object.hasOwn(POINTS, name)) await runLocal(killAt(name as PointName));
else throw new Error(`No such point: ${name}. Expected one of ${Object.keys(POINTS).join(', ')}`);
