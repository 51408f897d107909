/** A simulation that cannot be made as it was asked for. */
export class SimulationError extends Error {
  override readonly name = 'SimulationError';
}
