/** What has the shape of a secret and is none, each with the reason. */
export const allowedSecrets: Readonly<Record<string, string>> = {
  'postgresql://otto:pg-secret@': 'of no server: the spec of the configuration looks for it',
  whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw: 'the example in the manual of Svix',
  'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD': 'the wrong secret of a spec',
};
