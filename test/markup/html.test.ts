import { expect } from "chai";
import fc from "fast-check";
import { escapeHtml, Html, html, joined } from "../../src/markup/html.ts";
import { typeset } from "../../src/markup/typography.ts";

describe("markup that escapes by itself", () => {
  it("escapes what is put in, and keeps what stands in the source", () => {
    expect(html`<p title="${'a"b'}">${"<script>alert('1')</script>"} &amp; ${7}</p>`.markup).to.equal(
      '<p title="a&quot;b">&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; 7</p>',
    );
  });

  it("takes markup as it is, lists one after the other, and nothing for what is absent", () => {
    const items = ["a<", "b"].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}${undefined}${false}${new Html("<hr>")}</ul>`.markup).to.equal(
      "<ul><li>a&lt;</li><li>b</li><hr></ul>",
    );
  });

  it("lets no text open a tag or leave a quoted attribute", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(escapeHtml(text)).to.not.match(/[<>"']/);
      }),
    );
  });

  it("joins pieces and leaves out those that are nothing", () => {
    expect(joined(["a", undefined, "", "<"], html`<br>`).markup).to.equal("a<br>&lt;");
  });
});

describe("typography of texts that people typed", () => {
  it("puts the spaces of French before high signs and curves apostrophes", () => {
    expect(typeset("l'offre : 33 % ? « oui » ; fini !", "fr")).to.equal(
      "l’offre\u00a0: 33\u202f%\u202f? «\u00a0oui\u00a0»\u202f; fini\u202f!",
    );
  });

  it("leaves English spaces alone", () => {
    expect(typeset("the owner's rent : 33 %", "en")).to.equal("the owner’s rent : 33 %");
  });
});
