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

/**
 * Specs may also import the testkit, which stands on the very libs that they test. Their project.json
 * files take that edge out of the graph (`!testkit`), so that it makes no app look touched.
 * @param {{ inSpecs: boolean }} where
 */
export const boundaryOptions = ({ inSpecs }) => ({
  allow: [],
  enforceBuildableLibDependency: false,
  banTransitiveDependencies: true,
  checkNestedExternalImports: true,
  // A rule for pages that load code in chunks; a service may import a lib both ways.
  checkDynamicDependenciesExceptions: ['.*'],
  ignoredCircularDependencies: inSpecs ? [['testkit', '*']] : [],
  depConstraints: inSpecs
    ? arrows.map((arrow) => ({
        ...arrow,
        onlyDependOnLibsWithTags: [...new Set([...arrow.onlyDependOnLibsWithTags, 'type:test'])],
      }))
    : arrows,
});
