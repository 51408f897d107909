import type { Route } from '../route';
import { jsonSchemaOf, type JsonSchema } from './json-schema';

const meta = {
  request_id: { type: 'string' },
  timestamp: { type: 'string', format: 'date-time' },
  version: { type: 'string' },
};

const pageMeta = {
  total: { type: 'integer' },
  page: { type: 'integer' },
  page_size: { type: 'integer' },
  total_pages: { type: 'integer' },
  has_next: { type: 'boolean' },
  has_prev: { type: 'boolean' },
};

/** What a good answer of the route looks like, envelope included. */
export function answerSchemaOf(route: Route): JsonSchema {
  const data = jsonSchemaOf(route.answer, 'output');
  if (route.envelope !== 'page') return envelope({ data }, meta);
  const { items } = data['properties'] as Record<string, JsonSchema>;
  return envelope({ items: items ?? {} }, { ...pageMeta, ...meta });
}

function envelope(content: Record<string, JsonSchema>, metaFields: object): JsonSchema {
  return {
    type: 'object',
    required: ['success', 'meta', ...Object.keys(content)],
    properties: {
      success: { const: true },
      ...content,
      meta: { type: 'object', required: Object.keys(metaFields), properties: metaFields },
      message: { type: 'string' },
    },
  };
}
