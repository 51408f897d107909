/** The arrows of the architecture as Nx dependency constraints. Nothing is allowed by a wildcard. */

const vendorSdks = ['twilio', 'openai', '@clerk/*', '@aws-sdk/*', 'resend', 'expo-server-sdk'];
const orm = ['@prisma/*', 'prisma'];

const arrows = [
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: [
      'type:domain',
      'type:data',
      'type:queue',
      'type:integration',
      'type:util',
    ],
    bannedExternalImports: [...vendorSdks, ...orm],
  },
  {
    sourceTag: 'type:domain',
    onlyDependOnLibsWithTags: ['type:data', 'type:queue', 'type:integration', 'type:util'],
    bannedExternalImports: ['express', 'bee-queue', ...orm, ...vendorSdks],
  },
  {
    sourceTag: 'type:queue',
    onlyDependOnLibsWithTags: ['type:data', 'type:util'],
    bannedExternalImports: ['express', ...orm, ...vendorSdks],
  },
  {
    sourceTag: 'type:data',
    onlyDependOnLibsWithTags: ['type:util'],
    bannedExternalImports: ['express', 'bee-queue', ...vendorSdks],
  },
  {
    sourceTag: 'type:integration',
    onlyDependOnLibsWithTags: ['type:util'],
    bannedExternalImports: ['express', 'bee-queue', ...orm],
  },
  {
    sourceTag: 'type:util',
    onlyDependOnLibsWithTags: ['type:util'],
    bannedExternalImports: ['express', 'bee-queue', ...orm, ...vendorSdks],
  },
  {
    sourceTag: 'type:test',
    onlyDependOnLibsWithTags: [
      'type:domain',
      'type:data',
      'type:queue',
      'type:integration',
      'type:util',
    ],
  },
  {
    sourceTag: 'type:tool',
    onlyDependOnLibsWithTags: [
      'type:domain',
      'type:data',
      'type:queue',
      'type:integration',
      'type:util',
      'type:test',
    ],
  },
  // Beat writes jobs and nothing else: the business stays out of its bundle.
  { sourceTag: 'scope:beat', onlyDependOnLibsWithTags: ['type:queue', 'type:data', 'type:util'] },
];

/** @param {{ inSpecs: boolean }} where Specs may also import the testkit. */
export const boundaryOptions = ({ inSpecs }) => ({
  allow: [],
  enforceBuildableLibDependency: false,
  banTransitiveDependencies: true,
  checkNestedExternalImports: true,
  depConstraints: inSpecs
    ? arrows.map((arrow) => ({
        ...arrow,
        onlyDependOnLibsWithTags: [...new Set([...arrow.onlyDependOnLibsWithTags, 'type:test'])],
      }))
    : arrows,
});
