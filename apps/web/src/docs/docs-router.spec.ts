import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import { createEnqueuer } from '@otto/queues';
import { nameOf } from '../http/check-table';
import { createRoutes } from '../routes/routes';
import { createDocsRouter } from './docs-router';

const handOver = { delivers: false, send: () => undefined };
const routes = createRoutes({
  signUrl: () => '',
  jobs: createEnqueuer(handOver),
  publish: () => undefined,
  database: { withTenant: () => Promise.reject(new Error('Nobody asks.')) },
  draftWriter: null,
});
const app = express().use(createDocsRouter(routes, 'https://api.otto.example'));

type Content = Readonly<Record<string, { schema: object; example: unknown }>>;

describe('the page of the API', () => {
  it('opens with nothing from elsewhere', async () => {
    const page = await request(app).get('/docs');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets).toHaveLength(4);
    for (const path of assets) {
      const asset = await request(app).get(path);
      expect([path, asset.status]).toEqual([path, 200]);
    }
  });

  it('shows nothing of the package but what it needs', async () => {
    expect((await request(app).get('/docs/package.json')).status).toBe(404);
  });
});

describe('the OpenAPI document', () => {
  it('has every route with its roles, its answer and its errors', async () => {
    const { body } = await request(app).get('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    for (const route of routes) {
      const operation = body.paths[route.path.replace(/:(\w+)/g, '{$1}')][route.method];
      expect([nameOf(route), operation]).toEqual([
        nameOf(route),
        expect.objectContaining({ summary: route.docs.summary, 'x-roles': route.roles }),
      ]);
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining([String(route.status ?? 200), '401', '403', '429', '500']),
      );
    }
  });

  it('has an example of every answer and every error, which its schema allows', async () => {
    const { body } = await request(app).get('/openapi.json');
    for (const route of routes) {
      const { responses } = body.paths[route.path.replace(/:(\w+)/g, '{$1}')][route.method];
      for (const [status, { content }] of Object.entries<{ content: Content }>(responses)) {
        const [{ schema, example } = { schema: {}, example: null }] = Object.values(content);
        const whole = '$ref' in schema ? body.components.schemas.Problem : schema;
        const { error } = z.fromJSONSchema(whole).safeParse(example);
        expect([nameOf(route), status, error?.issues]).toEqual([nameOf(route), status, undefined]);
      }
    }
  });

  it('speaks in names and types of the outside', async () => {
    const { body } = await request(app).get('/openapi.json');
    const list = body.paths['/api/v1/calls'].get;
    expect(list.parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'page_size',
          in: 'query',
          required: false,
          schema: expect.objectContaining({ type: 'integer', maximum: 200, default: 50 }),
        }),
        expect.objectContaining({ name: 'booking_status', example: 'not_booked' }),
      ]),
    );
    const { data } = list.responses['200'].content['application/json'].schema.properties;
    expect(data.properties.items.items.properties.started_at).toEqual({
      type: 'string',
      format: 'date-time',
    });
    expect(JSON.stringify(body)).not.toMatch(/"(callId|startedAt|pageSize)"/);
  });
});
