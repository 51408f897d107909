import {
  createAdvanceJob,
  createAlertUnassigned,
  createAnswerText,
  createApplyClerkEvent,
  createAttemptRecovery,
  createCallrailAccounts,
  createCleanupEphemeralSessions,
  createCleanupOldTasks,
  createExpireDrafts,
  createGenerateDailyReport,
  createGenerateDailyReports,
  createMarkOverdue,
  createPollShunyaJob,
  createProcessScheduled,
  createProcessShunyaWebhook,
  createProcessUwcWebhook,
  createReconcileCallrail,
  createReconcileCallrailAccount,
  createReconcileUnknown,
  createRefreshProperty,
  createRecordCallrailEvent,
  createRecordCallrailText,
  createRecordForm,
  createRecordMessageStatus,
  createRecordTwilioEvent,
  createRecordTwilioMessage,
  createReviveTranscriptions,
  createScanMissedCalls,
  createSendAnswer,
  createSendDraft,
  createSendMessage,
  createSendStaffText,
  createSendText,
  createStoreMedia,
  createStoreRecording,
  createSubmitRecording,
  createSweepSlas,
  createTwilioAccounts,
  type Clock,
  type Publish,
} from '@otto/domain';
import type { WorkerConfig } from '@otto/config';
import type { Database } from '@otto/db';
import {
  createHttpClient,
  createKeyPool,
  createMailer,
  createOpenaiClient,
  createShunyaClient,
  type HttpClientOptions,
  type Storage,
} from '@otto/integrations';
import type { Logger, Metrics } from '@otto/observability';
import type { Enqueuer, Handlers, Locks } from '@otto/queues';

const SHUNYA_TIMEOUT_MS = 30_000;
const CALLRAIL_TIMEOUT_MS = 15_000;
const TWILIO_TIMEOUT_MS = 15_000;
const MAIL_TIMEOUT_MS = 20_000;
const OPENAI_TIMEOUT_MS = 60_000;

export interface HandlerDeps {
  readonly config: WorkerConfig['worker'];
  readonly twilioAccount: WorkerConfig['twilioAccount'];
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly locks: Locks;
  readonly publish: Publish;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of texts and attempts to win back missed callers. */
  readonly watchTexts?: Pick<Metrics['texts'], 'ended' | 'attempted'>;
  /** Told of what providers answer. */
  readonly watchProviders?: Pick<HttpClientOptions, 'onCall' | 'onBreaker'>;
}

/** Which use case does which task. A task that is missing here does not compile. */
export function createHandlers({ config, twilioAccount, ...deps }: HandlerDeps): Handlers {
  const shunya = createShunyaClient({
    ...config.shunya,
    jwtSecret: config.shunya.jwtSecret?.reveal(),
    apiKey: config.shunya.apiKey?.reveal(),
    http: createHttpClient({
      vendor: 'shunya',
      timeoutMs: SHUNYA_TIMEOUT_MS,
      logger: deps.logger,
      ...deps.watchProviders,
    }),
    logger: deps.logger,
  });
  const callrailAccounts = createCallrailAccounts({
    database: deps.database,
    baseUrl: config.callrail.baseUrl,
    encryptionKeys: config.encryptionKeys.reveal(),
    http: createHttpClient({
      vendor: 'callrail',
      timeoutMs: CALLRAIL_TIMEOUT_MS,
      logger: deps.logger,
      ...deps.watchProviders,
    }),
  });
  const twilioAccounts = createTwilioAccounts({
    database: deps.database,
    baseUrl: config.twilio.baseUrl,
    encryptionKeys: config.encryptionKeys.reveal(),
    mediaHosts: config.recordingHosts,
    shared: twilioAccount,
    http: createHttpClient({
      vendor: 'twilio',
      timeoutMs: TWILIO_TIMEOUT_MS,
      logger: deps.logger,
      ...deps.watchProviders,
    }),
  });
  const { publicUrl, email } = config;
  const { watchTexts } = deps;
  const texting = { ...deps, publicUrl, twilioAccounts, onText: watchTexts?.ended };
  const sendMessage = createSendMessage(texting);
  const mailer = createMailer({
    smtpUrl: email.smtpUrl?.reveal() ?? null,
    from: email.from ?? null,
    timeoutMs: MAIL_TIMEOUT_MS,
  });
  const openai =
    config.openai.keys.length === 0
      ? null
      : createOpenaiClient({
          baseUrl: config.openai.baseUrl,
          keys: createKeyPool(config.openai),
          http: createHttpClient({
            vendor: 'openai',
            timeoutMs: OPENAI_TIMEOUT_MS,
            logger: deps.logger,
            ...deps.watchProviders,
          }),
        });
  const advanceJob = createAdvanceJob({ ...deps, shunya });
  const { recordingHosts, keepDeliveriesDays } = config;
  return {
    'calls.record-callrail-event': createRecordCallrailEvent(deps),
    'calls.record-twilio-event': createRecordTwilioEvent(deps),
    'calls.store-recording': createStoreRecording({
      ...deps,
      callrailAccounts,
      twilioAccounts,
      recordingHosts,
    }),
    'calls.submit-recording': createSubmitRecording({ ...deps, shunya }),
    'calls.revive-transcriptions': createReviveTranscriptions(deps),
    'calls.reconcile-callrail': createReconcileCallrail(deps),
    'calls.reconcile-callrail-account': createReconcileCallrailAccount({
      ...deps,
      callrailAccounts,
    }),
    'messaging.record-callrail-text': createRecordCallrailText(deps),
    'messaging.record-twilio-message': createRecordTwilioMessage(deps),
    'messaging.record-message-status': createRecordMessageStatus(deps),
    'messaging.store-media': createStoreMedia({
      ...deps,
      twilioAccounts,
      mediaHosts: recordingHosts,
    }),
    'recovery.attempt-recovery': createAttemptRecovery({
      ...deps,
      sendMessage,
      onAttempt: watchTexts?.attempted,
    }),
    'recovery.scan-missed-calls': createScanMissedCalls(deps),
    'recovery.sweep-slas': createSweepSlas(deps),
    'messaging.answer-text': createAnswerText({
      ...deps,
      sendMessage,
      sendAnswer: createSendAnswer(texting),
    }),
    'messaging.send-text': createSendText({ ...deps, sendMessage }),
    'messaging.send-staff-text': createSendStaffText({ ...deps, twilioAccounts }),
    'messaging.reconcile-unknown': createReconcileUnknown({ ...deps, twilioAccounts }),
    'followups.process-scheduled': createProcessScheduled(deps),
    'followups.send': createSendDraft({
      ...deps,
      sendMessage,
      mailer,
      publicUrl,
      encryptionKeys: config.encryptionKeys.reveal(),
    }),
    'followups.expire': createExpireDrafts(deps),
    'followups.mark-overdue-tasks': createMarkOverdue(deps),
    'appointments.alert-unassigned': createAlertUnassigned(deps),
    'leads.record-form': createRecordForm(deps),
    'people.apply-clerk-event': createApplyClerkEvent(deps),
    'property.refresh-snapshot': createRefreshProperty({ ...deps, openai }),
    'shunya.poll-job': createPollShunyaJob({ advanceJob }),
    'shunya.process-webhook': createProcessShunyaWebhook({ ...deps, advanceJob }),
    'shunya.process-uwc-webhook': createProcessUwcWebhook({ ...deps, advanceJob }),
    'reports.generate-daily-reports': createGenerateDailyReports(deps),
    'reports.generate-daily-report': createGenerateDailyReport(deps),
    'maintenance.cleanup-old-tasks': createCleanupOldTasks({ ...deps, keepDeliveriesDays }),
    'visits.cleanup-ephemeral-sessions': createCleanupEphemeralSessions(deps),
  };
}
