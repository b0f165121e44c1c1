/** All commands, in the order in which help lists them. */
import type { Command } from '../command.ts';
import { feedParse } from './feed-parse.ts';
import { feedsAdd } from './feeds-add.ts';
import { feedsExport } from './feeds-export.ts';
import { feedsImport } from './feeds-import.ts';
import { feedsList } from './feeds-list.ts';
import { feedsRemove } from './feeds-remove.ts';
import { init } from './init.ts';
import { ruleExplain } from './rule-explain.ts';
import { ruleTest } from './rule-test.ts';
import { send } from './send.ts';
import { signUp } from './sign-up.ts';
import { statusCommand } from './status.ts';
import { subscriberDelete } from './subscriber-delete.ts';
import { subscriberShow } from './subscriber-show.ts';

export const COMMANDS: readonly Command[] = [
  feedsAdd,
  feedsImport,
  feedsList,
  feedsExport,
  feedsRemove,
  feedParse,
  ruleTest,
  ruleExplain,
  subscriberShow,
  subscriberDelete,
  statusCommand,
  init,
  signUp,
  send,
];
