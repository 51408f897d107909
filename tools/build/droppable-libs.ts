import type { Plugin } from 'esbuild';

const asked = Symbol('asked');

/**
 * Says that a module of libs does nothing by merely being imported, so that esbuild leaves out those
 * that an app does not use: an index.ts then costs nothing, and brings no npm package along.
 */
export const droppableLibs: Plugin = {
  name: 'droppable-libs',
  setup(build) {
    build.onResolve({ filter: /^(\.|@otto\/)/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === asked) return undefined;
      const found = await build.resolve(path, { ...from, pluginData: asked });
      return /[\\/]libs[\\/]/.test(found.path) ? { ...found, sideEffects: false } : found;
    });
  },
};
