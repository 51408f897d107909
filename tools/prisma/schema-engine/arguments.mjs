/** Reads the part of the native engine's command line that the Prisma CLI uses. */
export function readArguments(argv) {
  const valuesOf = (name) => argv.flatMap((arg, index) => (arg === name ? [argv[index + 1]] : []));
  const [datasource] = valuesOf('--datasource');
  const [databaseCommand] = valuesOf('cli');
  return {
    wantsVersion: argv.includes('--version') || argv.includes('-V'),
    databaseCommand,
    datasourceUrl: datasource ? JSON.parse(datasource).url : undefined,
    schemaFiles: valuesOf('--datamodels'),
  };
}
