FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:24-slim
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src ./src
COPY rules ./rules
COPY scripts/demo ./scripts/demo
USER node
WORKDIR /data
VOLUME /data
ENTRYPOINT ["node", "/app/src/contingent.js"]
CMD ["--help"]
