export { acknowledgeSignal, listSignals, type ListSignalsRequest } from './read-signals';
