# One image a service: docker build --target web (worker, beat, sandbox) .
# Railway builds no target, but names its service: the last stage is that of RAILWAY_SERVICE_NAME.
ARG NODE_IMAGE=node:24-bookworm-slim
ARG RAILWAY_SERVICE_NAME=web

FROM ${NODE_IMAGE} AS build
WORKDIR /app
ENV NX_DAEMON=false CI=true
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY nx.json tsconfig.json tsconfig.base.json prisma.config.ts ./
COPY tools tools
COPY libs libs
COPY apps apps
RUN npx prisma generate
RUN node --import tsx tools/build/build-app.ts apps/web
RUN node --import tsx tools/build/build-app.ts apps/worker
RUN node --import tsx tools/build/build-app.ts apps/beat

FROM ${NODE_IMAGE} AS runtime
WORKDIR /app
ENV NODE_ENV=production
RUN mkdir storage && chown node:node storage
LABEL org.opencontainers.image.title="otto" \
      org.opencontainers.image.licenses="UNLICENSED" \
      io.otto.sbom="/app/package-lock.json beside each main.js: npm sbom --sbom-format cyclonedx"

FROM runtime AS web
COPY --from=build /app/dist/apps/web dist/apps/web
RUN npm ci --prefix dist/apps/web --omit=dev --ignore-scripts --no-audit --no-fund
USER node
EXPOSE 8080
CMD ["node", "dist/apps/web/main.js"]

FROM runtime AS worker
COPY --from=build /app/dist/apps/worker dist/apps/worker
RUN npm ci --prefix dist/apps/worker --omit=dev --ignore-scripts --no-audit --no-fund
USER node
EXPOSE 8081
CMD ["node", "dist/apps/worker/main.js"]

FROM runtime AS beat
COPY --from=build /app/dist/apps/beat dist/apps/beat
RUN npm ci --prefix dist/apps/beat --omit=dev --ignore-scripts --no-audit --no-fund
USER node
EXPOSE 8081
CMD ["node", "dist/apps/beat/main.js"]

FROM build AS sandbox
USER node
EXPOSE 4010
CMD ["node", "--import", "tsx", "tools/deploy/sandbox-service.ts"]

FROM ${RAILWAY_SERVICE_NAME} AS service
