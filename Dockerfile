# One process: pages, API and jobs; the database is one file on the volume. Build: docker build -t contingent .
#   docker run -d -p 127.0.0.1:8080:8080 -v contingent:/data --name contingent contingent
#   docker exec contingent node /app/src/contingent.js account add you@example.org --name "You" --roles operator --everything --generate
# The image runs any other command of the product: docker run --rm contingent --help
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production CONTINGENT_HOST=0.0.0.0 CONTINGENT_PORT=8080
COPY --from=build /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src ./src
COPY rules ./rules
COPY scripts/demo ./scripts/demo
RUN mkdir /data && chown node:node /data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "/app/src/health-check.js"]
# The process gets the signals itself, and stops in order within its time.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "/app/src/contingent.js"]
CMD ["serve"]
