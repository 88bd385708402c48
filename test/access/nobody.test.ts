import { expect } from "chai";
import { humanRoles } from "../../src/domain/access/actor.ts";
import { allRoutes } from "../../src/http/all-routes.ts";
import { allPages } from "../../src/web/all-pages.ts";
import { standingOf } from "./access-of.ts";
import { apiProbes } from "./api-probes.ts";
import { Doorsteps, doors } from "./doors.ts";
import { pageProbes } from "./page-probes.ts";

const namesOf = (routes: readonly { readonly method: string; readonly path: string }[]) =>
  routes.map(({ method, path }) => `${method} ${path}`);

describe("every door", () => {
  it("has a line in the table by which it is tried, and no line is without its door", () => {
    for (const [probes, routes] of [
      [pageProbes, namesOf(allPages)],
      [apiProbes, namesOf(allRoutes)],
    ] as const) {
      expect(routes.filter((name) => !Object.hasOwn(probes, name))).to.deep.equal([]);
      expect(Object.keys(probes).filter((name) => !routes.includes(name))).to.deep.equal([]);
    }
  });

  it("that belongs to somebody is tried from outside, and a list says what nobody outside may see", () => {
    const untried = doors.filter(({ access, probe }) => {
      const isScoped = humanRoles.some((role) => standingOf(role, access) === "scoped");
      return isScoped
        ? probe.scope === "none" && access !== "public"
        : probe.scope === "things" || probe.scope === "list";
    });
    expect(untried.map(({ side, name }) => `${side} ${name}`)).to.deep.equal([]);
    const silent = doors.filter(({ probe }) => probe.scope === "list" && !probe.shows);
    expect(silent.map(({ name }) => name)).to.deep.equal([]);
  });
});

describe("somebody who is not logged in", () => {
  let steps: Doorsteps;
  before(async () => {
    steps = await Doorsteps.open();
  });
  after(() => steps.close());

  for (const door of doors) {
    if (door.access === "public") continue;
    it(`is asked to log in: ${door.side} ${door.name}`, async () => {
      const { status, location, contentType, hasWritten } = await steps.try(door);
      if (door.side === "page") {
        expect(status).to.equal(303);
        expect(location).to.match(/^\/log-in(?:$|\?then=%2F)/);
      } else {
        expect(status).to.equal(401);
        expect(contentType).to.contain("application/problem+json");
      }
      expect(hasWritten).to.equal(false);
    });
  }
});

describe("a form that another site made", () => {
  let steps: Doorsteps;
  before(async () => {
    steps = await Doorsteps.open();
  });
  after(() => steps.close());

  for (const door of doors) {
    if (door.side !== "page" || door.method !== "post") continue;
    it(`does nothing: ${door.name}`, async () => {
      const role = humanRoles.find((one) => standingOf(one, door.access) !== "never")!;
      for (const csrf of ["", "forged.token"]) {
        const { status, hasWritten } = await steps.try(door, role, "in", { csrf });
        expect(status).to.equal(403);
        expect(hasWritten).to.equal(false);
      }
    });
  }
});
