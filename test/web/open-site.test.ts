import { expect } from "chai";
import { openSite, type Site } from "../support/open-site.ts";
import { readPage } from "../support/read-page.ts";

describe("the site of the tests", () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  it("gives a page to somebody of each role, and sends who is nobody to log in", async () => {
    for (const role of ["hr", "committee", "secretary", "landlord", "rules", "dpo", "operator"]) {
      const { status, page } = await (await site.as(role)).get("/");
      expect(status, role).to.equal(200);
      expect(page.h1, role).to.not.equal("");
    }
  });

  it("reads forms as a browser would send them", () => {
    const { forms, links, main } = readPage(
      '<body><main><form method="post" action="/a"><input type="hidden" name="csrf" value="t"><input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked><input type="checkbox" name="c" value="yes"><textarea name="x">\na &lt; b</textarea><select name="s"><option value="">-</option><option value="k" selected>K</option></select><button name="go" value="1">Go</button></form><a href="/b?x=1&amp;y=2">B <b>b</b></a></main></body>',
    );
    expect(forms[0]!.fields).to.deep.equal({ csrf: ["t"], r: ["2"], x: ["a < b"], s: ["k"] });
    expect(forms[0]!.names).to.include.members(["c", "go"]);
    expect(links[0]).to.deep.equal({ href: "/b?x=1&y=2", text: "B b" });
    expect(main).to.include("a < b");
  });
});
