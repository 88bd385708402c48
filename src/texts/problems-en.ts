/** What a caller must fix, and the words it is said with: kinds of records, use cases, roles, states. A test holds the lists complete. */
export const problemsEn = {
  "error.conflict":
    "{kind} {id} was changed meanwhile: version {found}, not {expected}.\nRead it again and decide anew.",
  "error.conflict-now":
    "{kind} {id} was changed meanwhile: version {found}, not {expected}; it is now {state}.\nRead it again and decide anew.",
  "error.not-found": "There is no {kind} {id} in this database.\nCheck the id.",
  "error.not-found-run":
    "There is no {kind} {id} in this database.\nCheck the id: a day and a number, such as 2026-11-23-1.",
  "error.not-found-designation":
    "There is no {kind} {id} in this database.\nCheck the id; where nothing is sent yet: contingent designate.",
  "error.not-found-decision":
    "There is no {kind} {id} in this database.\nCheck the id; where nothing is decided yet: contingent decide.",
  "error.not-found-agenda":
    "There is no {kind} {id} in this database.\nCheck the id. The list: contingent agenda list.",
  "error.not-found-proposal":
    "There is no {kind} {id} in this database.\nCheck the id, or that of the vacancy. The list: contingent proposals.",
  "error.erased": "The personal data of {kind} {id} were erased; nothing can be done with it any more.",
  "error.role-forbidden":
    "As {role} you may not: {command}. Allowed: {allowed}.\nAct in one of these roles, with --role.",
  "error.scope-forbidden": "Your scope does not cover this: {command} ({asked}).\nAsk somebody who is in charge of it.",
  "error.wrong-state": "{kind} {id} is {state}; not possible now: {command}.\nPossible when: {allowed}.",
  "error.wrong-state-candidate":
    "Request {id} is {state} for this vacancy; not possible now: {command}.\nPossible when: {allowed}. An offer follows once the landlord has answered for every candidate: contingent answer.",
  "error.reason-required": "Missing: {field}.\nGive it.",
  "error.reason-required-reasonCode":
    "Missing: {field}.\nGive it; the list stands at the end of: contingent proposals <vacancy>.",
  "error.not-allowed": '{field}: "{sent}" is not allowed.\nAllowed: {allowed}.',
  "error.not-allowed-secretary":
    "{field}: only the secretary may give or change this fact.\nTake it out of the file, or act in that role: --role {allowed}.",
  "error.not-allowed-judge-proof":
    "{field}: this fact comes only from proofs that a person judged.\nTake it out of the file; next: contingent proofs record.",
  "error.unknown-reference":
    "{kind} {id}: {field} names {missing}, but there is no such {refersTo}.\nDeclare it first, or correct the reference.",
  "error.id-taken": "There is already a {kind} {id}.\nChoose another id, or amend the one that exists.",
  "error.id-taken-designation": "This decision was sent already: {kind} {id}.\nNext: contingent answer {id}.",
  "error.already-extended": "Vacancy {vacancyId} was extended already; there is one extension.",
  "error.no-extension": "The agreement of vacancy {vacancyId} knows no extension.",
  "error.too-many-candidates":
    "{pinned} {pinned|candidate is|candidates are} too many for {places} {places|place|places}.\nName fewer.",
  "error.too-few-candidates":
    "{found} {found|candidate|candidates}, {needed} {needed|is|are} needed.\nName more, or issue the certificate first: contingent certificate.",
  "error.too-few-candidates-0":
    "There is nobody to designate; at least {needed} {needed|request is|requests are} needed.\nName some with replace, or defer, or give the vacancy back with give-back.",
  "error.too-few-left":
    "{requestIds} left since the decision on vacancy {vacancyId}: {found} {found|candidate remains|candidates remain}, {needed} are needed.\nIssue the certificate first: contingent certificate {vacancyId}. If others could still be named, wait for the next run, which proposes them, or end the decision and have everything proposed again: contingent designate {vacancyId} --end.",
  "error.nobody-left":
    "Everybody whom the decision on vacancy {vacancyId} names has left: {requestIds}. There is nobody to send.\nEnd the decision; the next run proposes others: contingent designate {vacancyId} --end.",
  "error.nobody-gone":
    "Everybody whom decision {decisionId} names is still there, so it is not ended.\nSend it: contingent designate {vacancyId}.",
  "error.no-quorum":
    "Agenda {agendaId}: {present} {present|member|members} present, {needed} {needed|is|are} needed.\nRecord who is present: contingent agenda attend.",
  "error.agenda-undecided":
    "Agenda {agendaId} still has vacancies without a decision, or without its second signature: {open}.\nDecide on each (defer is a decision), sign, or put them back: contingent agenda close --put-back <vacancies>.",
  "error.conflict-of-interest":
    "{actorId} withdrew from vacancy {vacancyId} and takes no part in it.\nAnother member decides.",
  "error.same-signature": "Decision {decisionId} was made by {actorId}; the second signature is another person's.",
  "error.job-claimed":
    "The run of {day} was made already, or another process is making it.\nLook at it: contingent proposals.",
  "error.seed-differs":
    "The seed of {day} is not the one that was published: its digest is {found}, published was {expected}.\nNothing may be drawn with it; call the auditor.",
  "error.value-required": "{kind} {id}: {field} is missing.\nGive it.",
  "error.value-required-of": "{kind} {id}: {field} is missing.\nAllowed: {allowed}.",
  "error.days-contradict":
    "{kind} {id}: {field} is {sent}, but {other} is {otherSent}; both cannot be.\nCorrect one of the two.",
  "error.in-use":
    "{kind} {id}: {field} cannot change while it is used by {usedBy}.\nEnd that first, or declare a new one.",
  "error.already-vacant":
    "Dwelling {dwellingId} already has vacancy {vacancyId}, which is not over.\nWithdraw that one first, or correct the dwelling.",
  "error.no-right":
    "No right of the agreements of landlord {landlordId} covers dwelling {dwellingId} on {day}.\nDeclare the right, or correct the dwelling.",
  "error.several-rights":
    "Several rights cover dwelling {dwellingId} of landlord {landlordId}: {allowed}.\nSay which one is used.",
  "error.right-spent": "Right {rightId} may be used once and was used for vacancy {vacancyId}.\nName another right.",
  "error.several-problems": "{count} {count|problem|problems}; nothing was written.",
  "error.procedure-missing":
    "Rule set {ruleSetId} does not say what is needed here: {member} in {file}.\nAdd it to the rule set; a later run uses it.",
  "error.not-on-agenda":
    "Proposal {proposalId} is on no open agenda; it is {state}.\nOpen an agenda with it: contingent agenda open <day> <vacancy>.",
  "error.second-signature-awaited":
    "Proposal {proposalId} has decision {decisionId}, which awaits its second signature.\nSign or refuse it: contingent second {decisionId}.",
  "error.candidate-not-eligible":
    "Request {requestId} cannot be a candidate for vacancy {vacancyId}: {verdict}.\nName another, or look at the reasons: contingent proposals.",
  "error.candidate-taken":
    "Request {requestId} already stands on as many lists as it may ({lists}): {vacancyIds}.\nName another.",
  "error.candidate-gone": "Request {requestId} is no longer in the queue: it is {state}.\nName another.",
  "error.candidate-struck": "Request {requestId} was struck from vacancy {vacancyId}: {reason}.\nName another.",
  "error.skipped-unnamed": "Candidates are passed over without being named: {requestIds}.\nName them and say why.",
  "error.enough-candidates":
    "Vacancy {vacancyId} has {found} {found|candidate|candidates}, {needed} {needed|is|are} needed: no certificate of insufficiency is due.\nThe next run proposes others for the places that are free; decide on them, then designate.",
  "error.offer-too-short": "An offer lasts at least {least} {least|day|days}, not {sent}.\nGive a later day.",
  "error.rank-taken": "Rank {rank} is given more than once: {requestIds}.\nGive each its own.",
  "error.rank-required": "Several are awarded the same dwelling without a rank: {requestIds}.\nGive each its rank.",
  "error.not-empty":
    "{place} is not empty: its log has {found} {found|entry|entries}.\nName a place where there is nothing yet.",
  "error.designation-live":
    "Request {requestId} still has a place on vacancy {vacancyId}, so its person cannot be erased yet.\nWithdraw the request first: contingent requests withdraw {requestId}, or end the designation.",
  "error.wrong-master-key":
    "This is not the master key of the database: it is key {masterKeyId}, needed is {expected}.\nName the right one with CONTINGENT_MASTER_KEY_FILE or CONTINGENT_MASTER_KEY.",
  "error.sealed-unreadable":
    "What is sealed at {place} cannot be opened: it was altered, or belongs elsewhere.\nLook for what happened: contingent audit verify.",
  "error.database-missing":
    "There is no database at {place}.\nCheck --database or CONTINGENT_DATABASE, or make one: contingent import <pool>.",
  "error.master-key-missing":
    "The master key of {place} is not configured.\nName it with CONTINGENT_MASTER_KEY_FILE or CONTINGENT_MASTER_KEY.",
  "error.master-key-missing-at":
    "The master key of {place} is not configured, and there is none in {file}.\nPut the file back, or name it with CONTINGENT_MASTER_KEY_FILE.",
  "error.master-key-unreadable":
    "The master key cannot be read from {file}: {reason}.\nThe file must hold 64 hexadecimal digits, or 32 bytes as base64.",
  "error.not-a-database": "{place} is not a database of contingent: {reason}.\nCheck the path; nothing was changed.",
  "error.not-a-database-damaged":
    "{place} is damaged. Nothing was changed.\nSee what is: contingent db check. Put a copy in its place: contingent db restore <copy>.",
  "error.file-exists": "{place} exists already; nothing was written.\nName a file that does not exist yet.",
  "error.log-unreadable":
    "Entry {sequence} of the log cannot be read any more; it was damaged.\nLook for what else is wrong: contingent db check; then restore a copy.",
  "error.record-unreadable":
    "The stored {kind} {id} cannot be read any more; it was damaged.\nLook for what else is wrong: contingent db check; then restore a copy.",
  "error.newer-schema":
    "{place} was written by a newer version (schema {found}, known up to {known}).\nUse that version of contingent.",
  "error.database-unavailable":
    "The database {place} cannot be reached: {reason}.\nNothing half-written remains. Try again later, or check the address.",
  "error.database-read-only":
    "The database {place} may only be read: its file or disk is write-protected.\nNothing was written. Give the right to write, then try again.",
  "error.disk-full": "The disk of {place} is full.\nNothing was written. Make room, then try again.",
  "error.no-replica-set":
    "The MongoDB at {place} is not a replica set, without which a change is not all or nothing.\nStart it with --replSet and run rs.initiate() once.",
  "error.clock-backwards":
    "The clock of this machine says {now}, but the last entry of the log is of {last}.\nSet the clock right; nothing was written.",
  "error.rules-with-findings":
    "{count} blocking {count|finding|findings} in the rules; nothing was computed.\nMend them: contingent rules check.",
  "error.run-with-problems": "{count} {count|problem|problems} in what the run would read; nothing was computed.",
  "error.not-replayable": "This run cannot be replayed: {missing} missing.",

  "reason.ENOENT": "it does not exist",
  "reason.EACCES": "access is not allowed",
  "reason.EPERM": "access is not allowed",
  "reason.EISDIR": "it is a folder",
  "reason.ENOTDIR": "a file is in the place of a folder",
  "reason.encoding": "it is not UTF-8",
  "reason.form": "it does not hold a key",
  "reason.busy": "another process is writing to it",
  "reason.not-sqlite": "it is another kind of file",
  "reason.damaged": "it is damaged",
  "reason.another-application": "another application made it",
  "reason.other-collections": "it holds collections of something else",
  "reason.copy-not-finished": "a copy into it was not finished",
  "reason.folder": "it is a folder",
  "reason.not-a-file": "it is a device or a pipe, not a file",
  "reason.impossible-path": "no file can have this path",
  "reason.no-such-folder": "its folder does not exist",
  "reason.closed": "it was closed",
  "reason.no-server-answers": "no server answers",
  "reason.connection-lost": "the connection was lost",
  "reason.outcome-unknown":
    "the connection was lost while writing, so look whether the change is there before trying again",
  "reason.wrong-credentials": "user or password are not accepted",
  "reason.not-authorised": "the user may not do this",
  "reason.transaction-ended": "the server ended the change",
  "reason.no-primary": "the replica set has no primary just now",
  "reason.bad-address": "the address cannot be read",
  "reason.refused-by-candidate": "the candidate refused",
  "reason.refused-by-landlord": "the landlord refused",
  "reason.withdrawn-by-committee": "withdrawn by the committee",
  "reason.conflict-of-interest": "conflict of interest",
  "reason.in-use": "another process uses it",
  "reason.input-output": "the disk does not answer",

  "field.reasonCode": "code of the reason (--reason)",
  "field.reason": "reason in words (--text)",
  "field.requestId": "request",
  "field.answer": "answer",
  "field.motiveCode": "code of the ground, after a colon",
  "field.motive": "ground in words (--text)",
  "field.conditionProof": "awaited document, after a colon",
  "field.conditionUntil": "last day for the document (--until)",
  "field.rank": "rank, after a colon",
  "field.day": "day",
  "field.heldOn": "day of the session",
  "field.ground": "ground (--ground)",
  "field.purpose": "purpose",
  "field.vacancyId": "vacancy",
  "field.memberId": "member",
  "field.requestIds": "requests",
  "field.proposalIds": "proposals",
  "field.putBack": "put back (--put-back)",
  "field.newMasterKey": "new master key",

  "kind.landlord": "landlord",
  "kind.agreement": "agreement",
  "kind.right": "right",
  "kind.dwelling": "dwelling",
  "kind.employer": "employer",
  "kind.travel-time": "travel time",
  "kind.ledger": "ledger",
  "kind.vacancy": "vacancy",
  "kind.request": "request",
  "kind.pin": "pin",
  "kind.struck": "struck pair",
  "kind.person": "person",
  "kind.person-key": "key of a person",
  "kind.keyring": "keyring",
  "kind.erasure": "erasure",
  "kind.proof": "proof",
  "kind.seed": "seed",
  "kind.rule-files": "rule set",
  "kind.run": "run",
  "kind.proposal": "proposal",
  "kind.agenda": "agenda",
  "kind.decision": "decision",
  "kind.explanation": "explanation",
  "kind.certificate": "certificate of insufficiency",
  "kind.certificate-part": "part of a certificate",
  "kind.designation": "designation",
  "kind.notice": "notice",
  "kind.audit-root": "root of the log",

  "use-case.declare-facts": "declare facts",
  "use-case.amend-facts": "amend facts",
  "use-case.import-pool": "import a pool",
  "use-case.declare-vacancy": "declare a vacancy",
  "use-case.withdraw-vacancy": "withdraw a vacancy",
  "use-case.extend-vacancy": "extend the clock of a vacancy",
  "use-case.submit-request": "submit a request",
  "use-case.amend-request": "amend a request",
  "use-case.renew-request": "renew a request",
  "use-case.withdraw-request": "withdraw a request",
  "use-case.deregister-request": "deregister a request",
  "use-case.merge-requests": "merge requests",
  "use-case.record-proof": "record a proof",
  "use-case.judge-proof": "judge a proof",
  "use-case.act-on-clocks": "act on clocks",
  "use-case.publish-seed": "publish the digest of a seed",
  "use-case.run-allocation": "run the allocation",
  "use-case.check-rules": "check rules",
  "use-case.replay-run": "replay a run",
  "use-case.remedy-replay": "replay a run with a correction",
  "use-case.review-proposals": "review proposals",
  "use-case.open-agenda": "open an agenda",
  "use-case.attend-agenda": "record who is present",
  "use-case.withdraw-member": "withdraw a member from a vacancy",
  "use-case.close-agenda": "close an agenda",
  "use-case.decide-proposal": "decide a proposal",
  "use-case.second-decision": "sign a decision as second person",
  "use-case.issue-certificate": "issue a certificate of insufficiency",
  "use-case.designate": "designate",
  "use-case.end-decision": "end a decision",
  "use-case.record-answer": "record a landlord's answer",
  "use-case.record-document": "record the document of a conditional award",
  "use-case.record-reply": "record a candidate's reply",
  "use-case.record-lease": "record a lease",
  "use-case.read-person": "read a personal file",
  "use-case.export-person": "export a person's data",
  "use-case.erase-person": "erase a person",
  "use-case.reapply-erasures": "apply recorded erasures again",
  "use-case.open-keyring": "make the keyring",
  "use-case.rotate-keyring": "change the master key",
  "use-case.verify-audit": "verify the log",
  "use-case.record-audit-root": "record the root of a day",

  "role.hr": "HR",
  "role.committee": "committee",
  "role.secretary": "secretary",
  "role.landlord": "landlord",
  "role.rules": "rules officer",
  "role.dpo": "data-protection officer",
  "role.operator": "operator",
  "role.system": "the product itself",

  "record-state.declared": "declared",
  "record-state.open": "open",
  "record-state.proposed": "proposed",
  "record-state.designated": "designated",
  "record-state.let": "let",
  "record-state.given-back": "given back",
  "record-state.lost": "lost",
  "record-state.confirmed": "confirmed",
  "record-state.replaced": "replaced",
  "record-state.deferred": "deferred",
  "record-state.rejected": "rejected",
  "record-state.lapsed": "lapsed",
  "record-state.withheld": "withheld",
  "record-state.dropped": "dropped",
  "record-state.draft": "draft",
  "record-state.submitted": "submitted",
  "record-state.active": "active",
  "record-state.housed": "housed",
  "record-state.withdrawn": "withdrawn",
  "record-state.expired": "expired",
  "record-state.deregistered": "deregistered",
  "record-state.merged": "merged",
  "record-state.sent": "sent",
  "record-state.answered": "answered",
  "record-state.failed": "failed",
  "record-state.offered": "offered",
  "record-state.accepted": "accepted",
  "record-state.refused": "refused",
  "record-state.silent": "silent",
  "record-state.leased": "lease signed",
  "record-state.awaiting-second-signature": "awaiting a second signature",
  "record-state.final": "final",
  "record-state.cancelled": "cancelled",
  "record-state.closed": "closed",
  "record-state.completed": "completed",
  "record-state.recorded": "recorded",
  "record-state.validated": "validated",

  "decision.confirm": "confirmed",
  "decision.replace": "replaced",
  "decision.defer": "deferred",
  "decision.reject": "rejected",
  "decision.give-back": "given back",
  "decision.release": "released",
  "decision.drop": "dropped",
  "value.ended": "ended",
  "answer.awarded": "awarded",
  "answer.awarded-ranked": "awarded in rank",
  "answer.awarded-conditional": "awarded under condition",
  "answer.not-awarded": "not awarded",
  "answer.rejected-inadmissible": "rejected as inadmissible",
  "answer.accepted-by-owner": "accepted by the owner",
  "answer.refused-by-owner": "refused by the owner",

  "config.not-a-key":
    "{variable} is no master key: {sent} characters were given.\nWrite 64 hexadecimal digits, or 32 bytes as base64: openssl rand -hex 32.",
  "config.two-keys": "{variable} and {allowed} are both set.\nKeep one of the two.",
  "config.not-a-choice": '{variable}: "{sent}" is not possible.\nPossible: {allowed}.',
  "config.not-an-id":
    '{variable}: "{sent}" is no id.\nWrite letters, digits, dot, hyphen and underscore, at most 64; never a name.',
} as const;
