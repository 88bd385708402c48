/**
 * The yardstick in SQL: the rules of `rules/bench/` as DuckDB queries, written in several ways; the fastest counts.
 * DuckDB gets what the engine has to work for: months waited as a look-up table and household sizes in a column.
 */
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import type { PersonsColumn, PositionColumn, ScalarColumn, TextsColumn } from "../../src/domain/facts/fact-table.ts";
import * as rules from "./bench-rules.ts";
import { KEPT } from "./bench-rules.ts";
import { handWrittenFacts } from "./hand-written.ts";
import { idAt, POOL_SEED, type Pool, type PoolSize } from "./pool.ts";
import { cacheFolder, ensurePool, loadPool, poolPath } from "./pool-file.ts";
import type { Ranking } from "./ranking.ts";

/** Path of the database of a size, in the cache. */
function databasePath(size: PoolSize): string {
  return join(cacheFolder, poolPath(size).split("/").at(-1)!.replace(".bin", "-ids.duckdb"));
}

/** Writes the pool of a size as a DuckDB database unless the cache holds it. */
export async function ensureDatabase(size: PoolSize): Promise<string> {
  const path = databasePath(size);
  if (existsSync(path)) return path;
  const pool = loadPool(ensurePool(size), handWrittenFacts);
  rmSync(`${path}.part`, { force: true });
  const instance = await DuckDBInstance.create(`${path}.part`);
  const connection = await instance.connect();
  await writeTables(connection, pool);
  await connection.run("CHECKPOINT");
  connection.closeSync();
  instance.closeSync();
  renameSync(`${path}.part`, path);
  return path;
}

async function writeTables(connection: DuckDBConnection, pool: Pool): Promise<void> {
  const scalar = (name: string) => (pool.columns.get(name) as ScalarColumn).values;
  const code = (text: string) => pool.texts.indexOf(text);
  const at = pool.columns.get("dwelling.position") as PositionColumn;
  const work = pool.columns.get("job.workplacePosition") as PositionColumn;
  const wished = pool.columns.get("request.wishedCommunes") as TextsColumn;
  const departements = pool.columns.get("request.acceptedDepartements") as TextsColumn;
  const priorities = pool.columns.get("request.provenPriorities") as TextsColumn;
  const persons = pool.columns.get("household.persons") as PersonsColumn;
  const optional = (value: number) => (value < 0 ? null : value);
  const [transfer, apprenticeship, reserved] = ["transfer", "apprenticeship", "bench-priority"].map(code);
  const event = scalar("job.event");
  const contract = scalar("job.contract");
  const programme = scalar("agreement.programme");
  await write(connection, "vacancies", pool.vacancyCount, {
    vacancy: (v) => v,
    rooms: (v) => scalar("dwelling.rooms")[v]!,
    funding: (v) => fundings.indexOf(pool.texts[scalar("dwelling.funding")[v]!]!),
    commune: (v) => scalar("dwelling.communeCode")[v]!,
    departement: (v) => scalar("dwelling.departementCode")[v]!,
    x: (v) => at.east[v]!,
    y: (v) => at.north[v]!,
    accessible: (v) => scalar("dwelling.isAccessible")[v]!,
    rent: (v) => scalar("dwelling.rentCentsPerMonth")[v]!,
    charges: (v) => scalar("dwelling.chargesCentsPerMonth")[v]!,
    reserved: (v) => (programme[v] === reserved ? 1 : 0),
    employer_group: (v) => optional(scalar("agreement.employerGroup")[v]!),
    designate_by: (v) => scalar("vacancy.designateBy")[v]!,
  });
  await write(
    connection,
    "requests",
    pool.requestCount,
    {
      request: (r) => r,
      filed_on: (r) => scalar("request.filedOn")[r]!,
      valid_until: (r) => scalar("request.validUntil")[r]!,
      live_offer: (r) => optional(scalar("request.hasLiveOffer")[r]!),
      radius: (r) => optional(scalar("request.searchRadiusMetres")[r]!),
      dalo: (r) => optional(scalar("request.isDaloRecognised")[r]!),
      proven: (r) => (priorities.offsets[r + 1]! > priorities.offsets[r]! ? 1 : 0),
      size: (r) => persons.offsets[r + 1]! - persons.offsets[r]!,
      income: (r) => optional(scalar("household.referenceIncomeCentsPerYear")[r]!),
      needs_accessible: (r) => optional(scalar("household.needsAccessibleDwelling")[r]!),
      is_transfer: (r) => (event[r] === transfer ? 1 : 0),
      is_apprentice: (r) => (contract[r] === apprenticeship ? 1 : 0),
      x: (r) => work.east[r]!,
      y: (r) => work.north[r]!,
      contributes: (r) => optional(scalar("employer.isContributing")[r]!),
      employer_group: (r) => optional(scalar("employer.group")[r]!),
      id: (r) => idAt(pool.requestIds, r),
    },
    { id: VARCHAR },
  );
  const rowsOf = (column: TextsColumn) => {
    const rows = new Int32Array(column.codes.length);
    for (let r = 0; r < pool.requestCount; r++) rows.fill(r, column.offsets[r]!, column.offsets[r + 1]!);
    return rows;
  };
  const wishedRows = rowsOf(wished);
  await write(connection, "wished", wished.codes.length, {
    request: (i) => wishedRows[i]!,
    commune: (i) => wished.codes[i]!,
    rank: (i) => i - wished.offsets[wishedRows[i]!]! + 1,
  });
  const acceptedRows = rowsOf(departements);
  await write(connection, "accepted", departements.codes.length, {
    request: (i) => acceptedRows[i]!,
    departement: (i) => departements.codes[i]!,
  });
  const firstDay = pool.asOf - 7_400;
  await write(connection, "waits", 7_401, {
    filed_on: (i) => firstDay + i,
    points: (i) => rules.waitPoints(firstDay + i, pool.asOf),
  });
  await write(connection, "fits", 20, {
    size: (i) => i + 1,
    fewest: (i) => rules.fewestRooms[Math.min(i, 5)]!,
    most: (i) => rules.mostRooms[Math.min(i, 5)]!,
    best: (i) => rules.bestRooms[Math.min(i, 5)]!,
  });
}

/** Fills a table from one function of the row per column. */
async function write(
  connection: DuckDBConnection,
  table: string,
  rows: number,
  columns: Readonly<Record<string, (row: number) => DuckDBValue>>,
  types: Readonly<Record<string, DuckDBType>> = {},
): Promise<void> {
  const names = Object.keys(columns);
  const typeOf = (name: string) => types[name] ?? INTEGER;
  await connection.run(`CREATE TABLE ${table} (${names.map((name) => `${name} ${typeOf(name)}`).join(", ")})`);
  const appender = await connection.createAppender(table);
  for (let from = 0; from < rows; from += 2_048) {
    const count = Math.min(2_048, rows - from);
    const chunk = DuckDBDataChunk.create(names.map(typeOf), count);
    for (const [i, name] of names.entries())
      chunk.setColumnValues(
        i,
        Array.from({ length: count }, (_, k) => columns[name]!(from + k)),
      );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** More than there are requests, and more than there are days. */
const PLACE_BITS = 4_194_304;
const SENIORITIES = 65_536;

const fundings = Object.keys(rules.incomeCeilings);
const share = `CAST((CAST(income AS BIGINT) * ${rules.RENT_SHARE_BASIS_POINTS} + 5000) // 10000 AS INTEGER)`;
/** One column per funding: the largest yearly cost the request may bear there, -1 above the ceiling. */
const bearable = fundings
  .map(
    (name) =>
      `CASE WHEN income <= list_extract([${rules.incomeCeilings[name]!.join(", ")}], least(r.size, 6)) THEN ${share} ELSE -1 END AS ${name}`,
  )
  .join(", ");

/** HMAC-SHA256(seed, id) in hexadecimal, as the published tie-break number is defined. */
const tie = (() => {
  const block = Buffer.alloc(64);
  block.write(POOL_SEED);
  const pad = (mask: number) => `unhex('${Buffer.from(block.map((byte) => byte ^ mask)).toString("hex")}')`;
  return `sha256(${pad(0x5c)} || unhex(sha256(${pad(0x36)} || encode(id))))`;
})();

/**
 * Requests with what depends on them alone: static points, bearable cost, and `place`, their place by (seniority, tie-break number).
 * A key of points * 2^22 - place orders candidates completely. With `lazy` there is no place; ties are broken among the best alone.
 */
const folded = (asOf: number, lazy = false): string => `
  SELECT request, x, y, radius, fewest, most, best, employer_group,
    ${bearable},
    coalesce(needs_accessible, 0) AS needs,
    CASE WHEN dalo = 1 OR proven = 1 THEN ${rules.RESERVED_POINTS} ELSE 0 END AS reserved_points,
    is_transfer * ${rules.MOBILITY_POINTS} + is_apprentice * ${rules.APPRENTICESHIP_POINTS}
      + CASE WHEN dalo = 1 THEN ${rules.DALO_POINTS} WHEN proven = 1 THEN ${rules.PROVEN_PRIORITY_POINTS} ELSE 0 END + w.points AS static_points,
    ${lazy ? `${SENIORITIES - 1} - (r.filed_on & ${SENIORITIES - 1}) AS seniority` : `CAST(row_number() OVER (ORDER BY r.filed_on, ${tie}) AS INTEGER) AS place`}
  FROM requests r JOIN waits w USING (filed_on) JOIN fits f USING (size)
  WHERE valid_until >= ${asOf} AND coalesce(live_offer, 0) = 0 AND contributes = 1 AND income IS NOT NULL`;

/** Side of the cells by which requests with a radius meet vacancies. */
const CELL = 16_000;
const open = (asOf: number): string => `
  SELECT *, (rent + charges) * 12 AS cost, x // ${CELL} AS cx, y // ${CELL} AS cy FROM vacancies WHERE designate_by >= ${asOf}`;

const square = "(CAST(v.x - r.x AS BIGINT) * (v.x - r.x) + CAST(v.y - r.y AS BIGINT) * (v.y - r.y))";
const metres = `CAST(floor(sqrt(${square})) AS INTEGER)`;
/** Every rule but the place; `r` and `v` are the folded request and the open vacancy. */
const rest = `v.rooms BETWEEN r.fewest AND r.most AND v.cost <= CASE v.funding ${fundings.map((name, i) => `WHEN ${i} THEN r.${name}`).join(" ")} END AND v.accessible >= r.needs
    AND (v.employer_group IS NULL OR v.employer_group = r.employer_group)`;
const points = (wishedPoints: string): string => `r.static_points + ${wishedPoints}
    + CASE WHEN v.rooms = r.best THEN ${rules.BEST_FIT_POINTS} ELSE 0 END + v.reserved * r.reserved_points
    + CASE WHEN ${square} >= ${rules.NEAR_WORK_METRES}::BIGINT * ${rules.NEAR_WORK_METRES} THEN 0
      ELSE (${2 * rules.NEAR_WORK_POINTS} * (${rules.NEAR_WORK_METRES} - ${metres}) + ${rules.NEAR_WORK_METRES}) // ${2 * rules.NEAR_WORK_METRES} END`;
const wishedScale = `(CASE w.rank ${rules.WISHED_POINTS.map((value, i) => `WHEN ${i + 1} THEN ${value}`).join(" ")} ELSE ${rules.WISHED_POINTS.at(-1)} END)`;
const key = `(${points("r.arm_points")})::BIGINT * ${PLACE_BITS} - r.place`;
/** Points, then seniority, then the request itself, so that a list of keys tells whose they are. */
const lazyKey = `((${points("r.arm_points")})::BIGINT * ${SENIORITIES} + r.seniority) * ${PLACE_BITS} + r.request`;
const withinRadius = `${square} < (CAST(r.radius AS BIGINT) + 1) * (r.radius + 1)`;

/** The arms of the place rule: one row per request and commune, departement or cell. */
const wishes = `SELECT r.*, commune, ${wishedScale} AS arm_points FROM wished w JOIN r USING (request)`;
const accepts = "SELECT r.*, departement, 0 AS arm_points FROM accepted a JOIN r USING (request)";
const discs = `
  SELECT *, unnest(range((x - radius) // ${CELL}, (x + radius) // ${CELL} + 1))::INTEGER AS cx, 0 AS arm_points
  FROM (SELECT *, unnest(range((y - radius) // ${CELL}, (y + radius) // ${CELL} + 1))::INTEGER AS cy FROM r WHERE radius IS NOT NULL)`;
/** The same, with one row per number of rooms that fits, so that rooms can be a join key. */
const perRooms = (arm: string) => `SELECT *, unnest(range(fewest, most + 1))::INTEGER AS room FROM (${arm})`;

const isWished = "EXISTS (SELECT 1 FROM wished w2 WHERE w2.request = r.request AND w2.commune = v.commune)";
const isAccepted = "EXISTS (SELECT 1 FROM accepted a2 WHERE a2.request = r.request AND a2.departement = v.departement)";

interface ArmOptions {
  /** Later arms leave out pairs that an earlier one has. */
  readonly once?: boolean;
  /** Rooms as a join key. */
  readonly byRooms?: boolean;
  /** Keys without tie-break. */
  readonly lazy?: boolean;
  /** A further condition. */
  readonly where?: string;
  /** Further columns of a pair. */
  readonly also?: string;
}

/** All eligible pairs with their key, from three joins with equality keys over materialised arms. */
function pairsQuery({ once = false, byRooms = false, lazy = false, where = "true", also = "" }: ArmOptions): string {
  const notWished = once ? `AND NOT ${isWished}` : "";
  const notAccepted = once ? `AND NOT ${isAccepted}` : "";
  const pair = `v.vacancy AS vacancy, ${lazy ? lazyKey : key} AS key ${also}`;
  const arm = (query: string) => (byRooms ? perRooms(query) : query);
  const rooms = byRooms ? "AND v.rooms = r.room" : "";
  return `WITH wishes AS MATERIALIZED (${arm(wishes)}), accepts AS MATERIALIZED (${arm(accepts)}), discs AS MATERIALIZED (${arm(discs)})
    SELECT ${pair} FROM wishes r JOIN v ON v.commune = r.commune ${rooms} WHERE ${rest} AND ${where}
    UNION ALL
    SELECT ${pair} FROM accepts r JOIN v ON v.departement = r.departement ${rooms} WHERE ${rest} AND ${where} ${notWished}
    UNION ALL
    SELECT ${pair} FROM discs r JOIN v ON v.cx = r.cx AND v.cy = r.cy ${rooms} WHERE ${withinRadius} AND ${rest} AND ${where} ${notWished} ${notAccepted}`;
}

const topByList = `
  SELECT vacancy, unnest(keys) AS key FROM (SELECT vacancy, max(key, ${KEPT}) AS keys FROM pairs GROUP BY vacancy)`;

/** Of a request that came up in several arms only its best key stays: its place tells it. */
const placeOf = `(CAST(ceil(key / ${PLACE_BITS}.0) AS BIGINT) * ${PLACE_BITS} - key)`;
const onceEach = (table: string) => `SELECT vacancy, max(key) AS key FROM ${table} GROUP BY vacancy, ${placeOf}`;

/** Keys per vacancy become requests and points. */
const finish = (top: string): string => `
  SELECT t.vacancy, r.request, CAST(ceil(t.key / ${PLACE_BITS}.0) AS INTEGER) AS points, t.key FROM (${top}) t
  JOIN r ON r.place = CAST(ceil(t.key / ${PLACE_BITS}.0) AS BIGINT) * ${PLACE_BITS} - t.key`;

/** Room for three arms of 64 requests, and for 64 more that tie with the last. */
const LAZY_KEPT = 4 * KEPT;
const lazyBest = (options: ArmOptions): string =>
  `SELECT vacancy, unnest(max(key, ${LAZY_KEPT})) AS key FROM (${pairsQuery({ ...options, lazy: true })}) GROUP BY vacancy`;
/** The best 64 requests of each vacancy and all who tie with the last. */
const lazyNear = (best: string): string => `
  SELECT vacancy, request, rank_key FROM (
    SELECT vacancy, (key % ${PLACE_BITS})::INTEGER AS request, max(key // ${PLACE_BITS}) AS rank_key FROM ${best} GROUP BY ALL)
  QUALIFY rank() OVER (PARTITION BY vacancy ORDER BY rank_key DESC) <= ${KEPT}`;
/** Stops the query where more requests tie than a list of keys has room for. */
const lazyGuard = (best: string, near: string): string => `
  SELECT CASE WHEN count(*) > 0 THEN error('more ties than the lists hold') END
  FROM (SELECT vacancy, min(key // ${PLACE_BITS}) AS last FROM ${best} GROUP BY vacancy HAVING count(*) = ${LAZY_KEPT})
  JOIN (SELECT vacancy, min(rank_key) AS last_near FROM ${near} GROUP BY vacancy) USING (vacancy) WHERE last >= last_near`;
const lazyFinish = (near: string): string => `
  WITH ties AS MATERIALIZED (SELECT request, ${tie} AS tie FROM requests WHERE request IN (SELECT request FROM ${near})),
    ranked AS (SELECT vacancy, request, rank_key, row_number() OVER (PARTITION BY vacancy ORDER BY rank_key DESC, tie) AS n FROM ${near} JOIN ties USING (request))
  SELECT vacancy, request, CAST(rank_key // ${SENIORITIES} AS INTEGER) AS points, -n AS key FROM ranked WHERE n <= ${KEPT}`;

/** One way to state the rules in SQL. */
export interface Way {
  readonly id: string;
  readonly title: string;
  /** Sizes for which it is worth waiting. */
  readonly sizes: readonly PoolSize[];
  readonly statements: (asOf: number) => readonly string[];
}

const all: readonly PoolSize[] = ["XS", "S", "M", "L", "XL"];
const upToL: readonly PoolSize[] = ["XS", "S", "M", "L"];
const upToM: readonly PoolSize[] = ["XS", "S", "M"];
const temporary = (name: string, query: string) => `CREATE TEMP TABLE ${name} AS ${query}`;

/** The ways of writing it; each ends with a table `result`. */
export const ways: readonly Way[] = [
  {
    id: "or-join",
    title: "one join with OR, window",
    sizes: ["XS", "S"],
    statements: (asOf) => [
      `CREATE TEMP TABLE result AS WITH r AS MATERIALIZED (${folded(asOf)}), v AS (${open(asOf)}),
        lists AS MATERIALIZED (SELECT request, list(commune ORDER BY rank) AS communes FROM wished GROUP BY request),
        deps AS MATERIALIZED (SELECT request, list(departement) AS departements FROM accepted GROUP BY request),
        q AS MATERIALIZED (SELECT r.*, coalesce(communes, []) AS communes, coalesce(departements, []) AS departements FROM r LEFT JOIN lists USING (request) LEFT JOIN deps USING (request)),
        pairs AS (SELECT v.vacancy, r.place, ${points(
          `(CASE list_position(r.communes, v.commune) ${rules.WISHED_POINTS.map((value, i) => `WHEN ${i + 1} THEN ${value}`).join(" ")} ELSE CASE WHEN list_contains(r.communes, v.commune) THEN ${rules.WISHED_POINTS.at(-1)} ELSE 0 END END)`,
        )} AS points
          FROM q r JOIN v ON ${rest} AND (list_contains(r.communes, v.commune) OR list_contains(r.departements, v.departement) OR (r.radius IS NOT NULL AND ${withinRadius}))),
        ranked AS (SELECT *, row_number() OVER (PARTITION BY vacancy ORDER BY points DESC, place) AS n FROM pairs)
        SELECT p.vacancy, r.request, p.points, p.points::BIGINT * ${PLACE_BITS} - p.place AS key FROM ranked p JOIN r USING (place) WHERE n <= ${KEPT}`,
    ],
  },
  {
    id: "union-window",
    title: "three joins, highest of each pair, window",
    sizes: upToL,
    statements: (asOf) => [
      temporary("r", folded(asOf)),
      temporary("v", open(asOf)),
      `CREATE TEMP TABLE result AS WITH
        pairs AS (SELECT vacancy, place, max(key) AS key FROM (${pairsQuery({ also: ", r.place" })}) GROUP BY vacancy, place),
        ranked AS (SELECT vacancy, key, row_number() OVER (PARTITION BY vacancy ORDER BY key DESC) AS n FROM pairs)
        ${finish(`SELECT vacancy, key FROM ranked WHERE n <= ${KEPT}`)}`,
    ],
  },
  {
    id: "anti-window",
    title: "three joins, later arms without earlier pairs, window",
    sizes: upToM,
    statements: (asOf) => [
      temporary("r", folded(asOf)),
      temporary("v", open(asOf)),
      `CREATE TEMP TABLE result AS WITH pairs AS (${pairsQuery({ once: true })}),
        ranked AS (SELECT vacancy, key, row_number() OVER (PARTITION BY vacancy ORDER BY key DESC) AS n FROM pairs)
        ${finish(`SELECT vacancy, key FROM ranked WHERE n <= ${KEPT}`)}`,
    ],
  },
  {
    id: "anti-top",
    title: "three joins, later arms without earlier pairs, max(key, 64)",
    sizes: upToM,
    statements: (asOf) => [
      temporary("r", folded(asOf)),
      temporary("v", open(asOf)),
      `CREATE TEMP TABLE result AS WITH pairs AS (${pairsQuery({ once: true })}) ${finish(topByList)}`,
    ],
  },
  ...[false, true].map((byRooms) => ({
    id: byRooms ? "rooms-top" : "distinct-top",
    title: `three joins${byRooms ? " by place and rooms" : ""}, max(key, 192), then distinct requests`,
    sizes: byRooms ? upToM : all,
    // A request comes up in three arms at most, so its best key is among the first 3 x 64.
    statements: (asOf: number) => [
      temporary("r", folded(asOf)),
      temporary("v", open(asOf)),
      `CREATE TEMP TABLE result AS WITH best AS (SELECT vacancy, unnest(max(key, ${3 * KEPT})) AS key FROM (${pairsQuery({ byRooms })}) GROUP BY vacancy),
        each_once AS (${onceEach("best")}) ${finish(`SELECT vacancy, unnest(max(key, ${KEPT})) AS key FROM each_once GROUP BY vacancy`)}`,
    ],
  })),
  ...[false, true].map((byRooms) => ({
    id: byRooms ? "bands-rooms-top" : "bands-top",
    title: `strong requests first, then those above each vacancy's threshold; three joins${byRooms ? " by place and rooms" : ""}, max(key, 192)`,
    sizes: byRooms ? upToM : all,
    statements: (asOf: number) => {
      const most = rules.NEAR_WORK_POINTS + rules.BEST_FIT_POINTS;
      const beats = `(r.static_points + ${most} + r.arm_points + v.reserved * r.reserved_points)::BIGINT * ${PLACE_BITS} - r.place >= v.threshold`;
      const best = (options: ArmOptions) =>
        `SELECT vacancy, unnest(max(key, ${3 * KEPT})) AS key FROM (${pairsQuery(options)}) GROUP BY vacancy`;
      const limit = "(SELECT quantile_disc(static_points, 0.85) FROM all_requests)";
      return [
        temporary("all_requests", folded(asOf)),
        temporary("v_open", open(asOf)),
        temporary("v", "SELECT * FROM v_open"),
        temporary("r", `SELECT * FROM all_requests WHERE static_points >= ${limit}`),
        temporary("strong", `WITH best AS (${best({ byRooms })}) ${onceEach("best")}`),
        "DROP TABLE v",
        "DROP TABLE r",
        temporary(
          "v",
          `SELECT v_open.*, coalesce(threshold, -1) AS threshold FROM v_open LEFT JOIN (
            SELECT vacancy, CASE WHEN count(*) < ${KEPT} THEN -1 ELSE list_extract(max(key, ${KEPT}), ${KEPT}) END AS threshold FROM strong GROUP BY vacancy) USING (vacancy)`,
        ),
        temporary("r", `SELECT * FROM all_requests WHERE static_points < ${limit}`),
        temporary("weak", best({ byRooms, where: beats })),
        "DROP TABLE r",
        "ALTER TABLE all_requests RENAME TO r",
        `CREATE TEMP TABLE result AS WITH either AS (SELECT * FROM strong UNION ALL SELECT * FROM weak), each_once AS (${onceEach("either")})
          ${finish(`SELECT vacancy, unnest(max(key, ${KEPT})) AS key FROM each_once GROUP BY vacancy`)}`,
      ];
    },
  })),
  ...[false, true].map((byRooms) => ({
    id: byRooms ? "lazy-rooms" : "lazy",
    title: `three joins${byRooms ? " by place and rooms" : ""}, max(key, 256), ties broken among the best only`,
    sizes: byRooms ? upToM : all,
    statements: (asOf: number) => [
      temporary("r", folded(asOf, true)),
      temporary("v", open(asOf)),
      temporary("best", lazyBest({ byRooms })),
      temporary("near", lazyNear("best")),
      lazyGuard("best", "near"),
      temporary("result", lazyFinish("near")),
    ],
  })),
  ...[0.85, 0.95].map((strong) => ({
    id: `lazy-bands-${strong * 100}`,
    title: `the strongest ${Math.round(100 - strong * 100)} % first, then those above each vacancy's threshold, max(key, 256), ties broken among the best only`,
    sizes: strong > 0.9 ? upToM : all,
    statements: (asOf: number) => {
      const most = rules.NEAR_WORK_POINTS + rules.BEST_FIT_POINTS;
      const beats = `(r.static_points + ${most} + r.arm_points + v.reserved * r.reserved_points)::BIGINT * ${SENIORITIES} + r.seniority >= v.threshold`;
      const limit = `(SELECT quantile_disc(static_points, ${strong}) FROM all_requests)`;
      return [
        temporary("all_requests", folded(asOf, true)),
        temporary("v_open", open(asOf)),
        temporary("v", "SELECT * FROM v_open"),
        temporary("r", `SELECT * FROM all_requests WHERE static_points >= ${limit}`),
        temporary("strong", lazyBest({})),
        temporary("strong_near", lazyNear("strong")),
        lazyGuard("strong", "strong_near"),
        "DROP TABLE v",
        "DROP TABLE r",
        temporary(
          "v",
          `SELECT v_open.*, coalesce(threshold, -1) AS threshold FROM v_open LEFT JOIN (
            SELECT vacancy, CASE WHEN count(*) < ${KEPT} THEN -1 ELSE min(rank_key) END AS threshold FROM strong_near GROUP BY vacancy) USING (vacancy)`,
        ),
        temporary("r", `SELECT * FROM all_requests WHERE static_points < ${limit}`),
        temporary("weak", lazyBest({ where: beats })),
        temporary("weak_near", lazyNear("weak")),
        lazyGuard("weak", "weak_near"),
        temporary("either", "SELECT * FROM strong_near UNION ALL SELECT * FROM weak_near"),
        temporary(
          "near",
          `SELECT * FROM either QUALIFY rank() OVER (PARTITION BY vacancy ORDER BY rank_key DESC) <= ${KEPT}`,
        ),
        temporary("result", lazyFinish("near")),
      ];
    },
  })),
  {
    id: "lateral",
    title: "pairs in a table, per vacancy a lateral query with ORDER BY and LIMIT",
    sizes: upToM,
    statements: (asOf) => [
      temporary("r", folded(asOf)),
      temporary("v", open(asOf)),
      temporary("pairs", pairsQuery({ once: true })),
      `CREATE TEMP TABLE result AS ${finish(
        `SELECT v.vacancy, best.key FROM v, LATERAL (SELECT key FROM pairs WHERE pairs.vacancy = v.vacancy ORDER BY key DESC LIMIT ${KEPT}) best`,
      )}`,
    ],
  },
];

/** One way, ready to run in this process over a warm database, and its result read back. */
export async function openWay(
  size: PoolSize,
  id: string,
  threads: number,
): Promise<{ query: () => Promise<void>; read: () => Promise<Ranking> }> {
  const way = ways.find((candidate) => candidate.id === id)!;
  const { asOf, vacancyCount } = loadPool(ensurePool(size), []);
  const instance = await DuckDBInstance.create(await ensureDatabase(size), {
    access_mode: "READ_ONLY",
    threads: String(threads),
  });
  const connection = await instance.connect();
  await connection.run("SET preserve_insertion_order = false");
  for (const table of ["requests", "vacancies", "wished", "accepted", "waits"]) {
    await connection.run(`SELECT bit_xor(hash(t)) FROM ${table} t`);
  }
  const query = async () => {
    for (const statement of way.statements(asOf)) await connection.run(statement);
  };
  const read = async () => {
    const reader = await connection.runAndReadAll(
      "SELECT vacancy, request, points FROM result ORDER BY vacancy, key DESC",
    );
    const [vacancies, requests, pointsOf] = reader.getColumns() as [number[], number[], number[]];
    const ranking: Ranking = {
      counts: new Int32Array(vacancyCount),
      requests: new Int32Array(vacancyCount * KEPT),
      points: new Int32Array(vacancyCount * KEPT),
    };
    for (const [i, v] of vacancies.entries()) {
      const slot = v * KEPT + ranking.counts[v]!++;
      ranking.requests[slot] = requests[i]!;
      ranking.points[slot] = pointsOf[i]!;
    }
    return ranking;
  };
  return { query, read };
}
