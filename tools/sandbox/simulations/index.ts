import { callModified, outboundCall, preCall } from './callrail-calls';
import { form } from './callrail-form';
import { textReceived, textSent } from './callrail-texts';
import { clerkEvent } from './clerk-event';
import { missedCall } from './missed-call';
import type { Simulation } from './simulation';
import { callStatus, dialStatus, recording, voice } from './twilio-calls';
import { sms, smsStatus } from './twilio-texts';
import { uwcEvent } from './uwc-event';

/** Everything besides a whole call; each is POST /simulate/<name> and `otto simulate <name>`. */
export const simulations: readonly Simulation[] = [
  missedCall,
  preCall,
  callModified,
  outboundCall,
  textReceived,
  textSent,
  form,
  sms,
  smsStatus,
  voice,
  dialStatus,
  callStatus,
  recording,
  clerkEvent,
  uwcEvent,
];
