/**
 * The eight properties in plain words, and what anybody needs to check the run again.
 */
import type { Violation } from "../../domain/engine/verification.ts";
import { stateMark } from "../../markup/charts.ts";
import { type Html, html } from "../../markup/html.ts";
import { isTextKey } from "../../texts/texts.ts";
import type { ReportContext } from "../report-context.ts";

const violationsShown = 20;

/** What was checked, and how to check it elsewhere. */
export function verificationSection(context: ReportContext): Html {
  const { verification, allocation } = context.input;
  const { run } = allocation.result;
  const held = verification.properties.filter((property) => property.held).length;
  const heads = [
    context.say("report.check.property"),
    context.say("report.check.held"),
    context.say("report.check.asked"),
  ] as const;
  return html`<section aria-labelledby="verification">
<h2 id="verification">${context.say("report.check")}</h2>
<p class="lead">${context.say("report.check.lead", {
    held,
    all: verification.properties.length,
    met: context.number(verification.pairsMet),
    eligible: context.number(verification.pairsEligible),
  })}</p>
<div class="pair">
<table class="data flow"><caption class="hide">${context.say("report.check")}</caption>
<thead><tr><th scope="col">${heads[0]}</th><th scope="col">${heads[1]}</th><th scope="col" class="num">${heads[2]}</th></tr></thead>
<tbody>${verification.properties.map(
    (property) =>
      html`<tr><th scope="row"><b>${property.id}</b> ${context.say(`property.${property.id}`)}</th><td data-of="${heads[1]}">${
        property.held
          ? stateMark("good", "ok", context.say("verification.held"))
          : stateMark("risk", "warn", context.say("verification.violated"))
      }</td><td class="num" data-of="${heads[2]}">${property.checked === 0 ? context.say("report.check.no-case") : context.number(property.checked)}</td></tr>`,
  )}</tbody></table>
<div class="panel"><h3>${context.say("report.record")}</h3>
<dl class="facts stacked">
<div><dt>${context.say("report.record.day")}</dt><dd>${context.day(run.asOf)}</dd></div>
<div><dt>${context.say("report.record.engine")}</dt><dd>contingent ${run.engineVersion}</dd></div>
<div><dt>${context.say("report.record.snapshot")}</dt><dd class="digest">${run.snapshotDigest}</dd></div>
${run.ruleSets.map(
  ({ id, version, digest }) =>
    html`<div><dt>${context.say("report.record.rule-set", { id, version })}</dt><dd class="digest">${digest}</dd></div>`,
)}
<div><dt>${context.say(run.seedOrigin === "given" ? "report.record.seed-given" : "report.record.seed-derived")}</dt><dd class="digest">${run.seed}</dd></div>
<div><dt>${context.say("report.record.lists")}</dt><dd>${run.listsPerRequest}</dd></div>
</dl>
<p>${context.say("report.record.how")}</p><p><code>contingent verify ${context.say("report.record.folder")}</code></p></div>
</div>
${violations(context)}
</section>`;
}

function violations(context: ReportContext): Html | undefined {
  const { violations: all, violationCount, withheld } = context.input.verification;
  if (all.length === 0) return undefined;
  return html`<div class="notice is-risk"><h3>${context.counted("report.check.violations", violationCount)}</h3>
<p>${context.counted("report.check.withheld", withheld.length)}</p>
<ul>${all
    .slice(0, violationsShown)
    .map((violation) => html`<li><b>${violation.property}</b> ${violationText(context, violation)}</li>`)}</ul></div>`;
}

function violationText(context: ReportContext, { key, values }: Violation): string {
  const member = `member.${String(values.member)}`;
  return context.say(`violation.${key}`, isTextKey(member) ? { ...values, member: context.say(member) } : values);
}
