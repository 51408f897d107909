import { deployOf } from './railway-deploy';
import type { Service } from '../services';

/**
 * Railway's older file, one a service. Railway takes it for no new service and ends it for all on
 * 2026-12-01; `.railway/railway.ts` is what deploys.
 */
export function renderRailwayJson(service: Service, watchPatterns: readonly string[]): string {
  return JSON.stringify({
    $schema: 'https://railway.com/railway.schema.json',
    build: { builder: 'DOCKERFILE', dockerfilePath: 'Dockerfile', watchPatterns },
    deploy: deployOf(service),
  });
}
