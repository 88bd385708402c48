/** The committee's town with accounts for everybody on the path, served; V-2 has two who wish for it and room for a third. */
import type { Page } from "playwright-core";
import { night } from "./committee-town.ts";
import { actorOf } from "./open-app.ts";
import { inventAccount, openSite, type Site } from "./open-site.ts";

const everything = { employerIds: "all", landlordIds: "all", departementCodes: "all" } as const;

/** The password of every invented account. */
export const inventedPassword = "un mot de passe inventé";

/** Serves the town. */
export function openPathTown(): Promise<Site> {
  return openSite("path town", async (app) => {
    await night(app);
    for (const role of ["hr", "secretary", "landlord", "operator"] as const)
      await inventAccount(app.context, `${role}-1`, actorOf(role));
    for (const number of [1, 2, 3])
      await inventAccount(app.context, `committee-${number}`, { roles: ["committee"], scope: everything });
  });
}

/** Logs in by the page; whoever is there first logs out. */
export async function logInAs(page: Page, url: string, accountId: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${url}/log-in`);
  await page.locator('[name="loginName"]').fill(`${accountId}@exemple.invalid`);
  await page.locator('[name="password"]').fill(inventedPassword);
  await page.locator('main button[type="submit"]').click();
  await page.waitForURL(`${url}/`);
}
