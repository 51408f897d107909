import { startCommand, type Service } from '../services';

/** For foreman, honcho and nf. */
export function renderProcfile(services: readonly Service[]): string {
  return services.map((service) => `${service.name}: ${startCommand(service)}\n`).join('');
}
