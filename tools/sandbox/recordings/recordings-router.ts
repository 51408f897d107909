import { Router } from 'express';
import { sendAudio } from '../http/send-audio';
import type { SandboxDeps } from '../sandbox-deps';
import { findScenario, scenarios } from '../scenarios';
import { recordingPath } from './recordings';

/** Recordings by scenario, and by simulated call. */
export function createRecordingsRouter({ recordings, urls }: SandboxDeps): Router {
  return Router()
    .get('/', (_request, response) => {
      response.json(
        Object.fromEntries(
          scenarios.map((scenario) => [scenario.name, urls.sandbox() + recordingPath(scenario)]),
        ),
      );
    })
    .get(['/:scenario.mp3', '/:scenario/:callId.mp3'], (request, response) => {
      const { scenario: name, callId } = request.params as { scenario: string; callId?: string };
      const scenario = findScenario(name);
      if (scenario) sendAudio(request, response, recordings.bytesOf(scenario, callId));
      else response.status(404).json({ error: 'no such recording' });
    });
}
