import {
  firstOf,
  fractionOf,
  listOf,
  recordOf,
  textOf,
  wordOf,
  type JsonRecord,
} from '../../json/read-json';
import type { CleanJson } from '../../json/clean-json';
import {
  ACTION_TYPES,
  CONTACT_METHODS,
  type ActionType,
  type ContactMethod,
} from '../../tasks/action-types';

/** Something that somebody promised in the conversation. */
export interface PendingAction {
  readonly description: string;
  readonly actionType: ActionType | null;
  readonly contactMethod: ContactMethod | null;
  /** As Shunya wrote it; not yet read as a time. */
  readonly dueAt: string | null;
  readonly confidence: number | null;
  readonly rawText: string | null;
}

export function readPendingActions(raw: JsonRecord): PendingAction[] {
  const lists = [
    listOf(recordOf(raw['summary'])['pending_actions']),
    listOf(recordOf(raw['call_summary'])['pending_actions']),
    listOf(raw['pending_actions']),
  ];
  return (lists.find((list) => list.length > 0) ?? []).flatMap(readAction);
}

function readAction(item: CleanJson): PendingAction[] {
  const record = recordOf(item);
  const words = ['type', 'action_type', 'action'].map((key) => record[key]);
  const rawText = textOf(record['raw_text']);
  const description = firstOf([
    textOf(item),
    textOf(record['description']),
    textOf(record['action_item']),
    rawText,
    ...['action', 'action_type', 'type'].map((key) => spelledOut(textOf(record[key]))),
  ]);
  if (description === null) return [];
  return [
    {
      description,
      actionType: firstOf(words.map((word) => wordOf(word, ACTION_TYPES))),
      contactMethod: wordOf(record['contact_method'], CONTACT_METHODS),
      dueAt: firstOf([textOf(record['due_at']), textOf(record['due_date'])]),
      confidence: fractionOf(record['confidence']),
      rawText,
    },
  ];
}

/** `call_back` reads `Call back`. */
function spelledOut(word: string | null): string | null {
  if (word === null) return null;
  const text = word.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
