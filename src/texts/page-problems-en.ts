/** What to do where a sentence is read on a page or by a program: the same as the command line says, without its commands and options. */
import type { pageProblemsFr } from "./page-problems-fr.ts";

export const pageProblemsEn: Readonly<Record<keyof typeof pageProblemsFr, string>> = {
  "page-error.not-found": "There is no {kind} {id}.\nCheck the id, or go back to the list.",
  "page-error.scope-forbidden":
    "This is not in your scope.\nAsk somebody who is in charge of it, or the operator if your account should cover it.",
  "page-error.role-forbidden":
    "As {role} you may not: {command}. Allowed: {allowed}.\nAsk somebody who has one of these roles.",
  "page-error.wrong-state-candidate":
    "Request {id} is {state} for this vacancy; not possible now: {command}.\nPossible when: {allowed}. An offer follows once the landlord has answered for every candidate.",
  "page-error.reason-required-reasonCode": "Missing: {field}.\nChoose it from the list.",
  "page-error.not-allowed-secretary":
    "{field}: only the secretary may give or change this fact.\nLeave it out, or ask the secretary.",
  "page-error.not-allowed-judge-proof":
    "{field}: this fact comes only from proofs that a person judged.\nLeave it out, and send the proof.",
  "page-error.id-taken-designation":
    "This decision was sent already: {kind} {id}.\nThe landlord’s answer is what comes next.",
  "page-error.too-few-candidates":
    "{found} {found|candidate|candidates}, {needed} {needed|is|are} needed.\nName more, or issue the certificate of insufficiency first.",
  "page-error.too-few-candidates-0":
    "There is nobody to designate; at least {needed} {needed|request is|requests are} needed.\nReplace the list, defer, or give the vacancy back.",
  "page-error.too-few-left":
    "{requestIds} left since the decision on vacancy {vacancyId}: {found} {found|candidate remains|candidates remain}, {needed} are needed.\nIssue the certificate of insufficiency first. If others could still be named, wait for the next run, which proposes them, or end the decision and have everything proposed again.",
  "page-error.nobody-left":
    "Everybody whom the decision on vacancy {vacancyId} names has left: {requestIds}. There is nobody to send.\nEnd the decision; the next run proposes others.",
  "page-error.nobody-gone":
    "Everybody whom decision {decisionId} names is still there, so it is not ended.\nSend it to the landlord.",
  "page-error.no-quorum":
    "Agenda {agendaId}: {present} {present|member|members} present and not withdrawn, {needed} {needed|is|are} needed.\nRecord everybody who is present.",
  "page-error.not-present":
    "{actorId} is not among the members present at agenda {agendaId}: {present}.\nA member present decides, or the secretary writes the decision down. Whoever has come is added to those present.",
  "page-error.agenda-undecided":
    "The session still has dwellings without a decision, or without the second signature: {open}.\nDecide each (to defer is a decision), have them signed, or put them back without a decision.",
  "page-error.day-to-come":
    "The run of {day} is not made before its day, since it tells the seed of that day; today is {today}.\nRun it on its day.",
  "page-error.job-claimed": "The run of {day} was made already, or another process is making it.\nLook at the runs.",
  "page-error.not-on-agenda": "Proposal {proposalId} is on no open agenda; it is {state}.\nOpen an agenda with it.",
  "page-error.second-signature-awaited":
    "Proposal {proposalId} has decision {decisionId}, which awaits its second signature.\nAnother person signs or refuses it.",
  "page-error.candidate-not-eligible":
    "Request {requestId} cannot be a candidate for vacancy {vacancyId}: {verdict}.\nName another, or look at the reasons.",
  "page-error.designation-live":
    "Request {requestId} still has a place on vacancy {vacancyId}, so its person cannot be erased yet.\nWithdraw the request first, or end the designation.",
  "page-error.sealed-unreadable":
    "What is sealed at {place} cannot be opened: it was altered, or belongs elsewhere.\nCall the operator.",
  "page-error.log-unreadable":
    "Entry {sequence} of the log cannot be read any more; it was damaged.\nCall the operator.",
  "page-error.record-unreadable": "The stored {kind} {id} cannot be read any more; it was damaged.\nCall the operator.",
  "page-error.rules-with-findings":
    "{count} blocking {count|finding|findings} in the rules; nothing was computed.\nCall whoever is in charge of the rules.",
  "page-field.reasonCode": "ground",
  "page-field.reason": "reason in words",
  "page-field.motiveCode": "code of the ground",
  "page-field.motive": "ground in words",
  "page-field.conditionProof": "awaited document",
  "page-field.conditionUntil": "last day for the document",
  "page-field.rank": "rank",
  "page-field.ground": "ground",
  "page-field.requestIds": "requests",
  "page-field.putBack": "put back",
};
