/** `npm start`: Watchword in one process, with nothing else installed. */
import { runLocal } from './run-local.ts';

await runLocal();
