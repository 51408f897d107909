import path from 'node:path';

/** The root of this checkout. */
export const repositoryRoot = path.resolve(__dirname, '../../..');

/** Where everything that a local run leaves behind lives; git ignores it. */
export const localDir = path.join(repositoryRoot, '.local');
