import type { problemsEn } from "./problems-en.ts";

/** What a caller must fix, in French. */
export const problemsFr: Readonly<Record<keyof typeof problemsEn, string>> = {
  "error.conflict":
    "{kind} {id} : modification entre-temps, version {found} au lieu de {expected}.\nRelisez, puis décidez à nouveau.",
  "error.conflict-now":
    "{kind} {id} : modification entre-temps, version {found} au lieu de {expected} ; état actuel : {state}.\nRelisez, puis décidez à nouveau.",
  "error.not-found": "Introuvable dans cette base : {kind} {id}.\nVérifiez l’identifiant.",
  "error.not-found-run":
    "Introuvable dans cette base : {kind} {id}.\nVérifiez l’identifiant : un jour et un numéro, comme 2026-11-23-1.",
  "error.not-found-designation":
    "Introuvable dans cette base : {kind} {id}.\nVérifiez l’identifiant ; si rien n’est encore envoyé : contingent designate.",
  "error.not-found-decision":
    "Introuvable dans cette base : {kind} {id}.\nVérifiez l’identifiant ; si rien n’est encore décidé : contingent decide.",
  "error.not-found-agenda":
    "Introuvable dans cette base : {kind} {id}.\nVérifiez l’identifiant. La liste : contingent agenda list.",
  "error.not-found-proposal":
    "Introuvable dans cette base : {kind} {id}.\nVérifiez l’identifiant, ou celui de la vacance. La liste : contingent proposals.",
  "error.erased": "{kind} {id} : les données personnelles ont été effacées ; plus rien n’est possible.",
  "error.role-forbidden":
    "Le rôle « {role} » ne permet pas : {command}. Rôles admis : {allowed}.\nAgissez dans l’un de ces rôles, avec --role.",
  "error.scope-forbidden": "Votre périmètre ne couvre pas : {command} ({asked}).\nAdressez-vous à qui en a la charge.",
  "error.wrong-state":
    "{kind} {id} : l’état « {state} » ne permet pas : {command}.\nÉtats qui le permettent : {allowed}.",
  "error.wrong-state-candidate":
    "Demande {id}, devant cette vacance : l’état « {state} » ne permet pas : {command}.\nÉtats qui le permettent : {allowed}. L’offre suit dès que le bailleur a répondu pour chaque candidat : contingent answer.",
  "error.reason-required": "Il manque : {field}.\nDonnez-le.",
  "error.reason-required-reasonCode":
    "Il manque : {field}.\nDonnez-le ; la liste est au bas de : contingent proposals <vacance>.",
  "error.not-allowed": "{field} : « {sent} » n’est pas admis.\nValeurs admises : {allowed}.",
  "error.not-allowed-secretary":
    "{field} : seul le secrétariat peut donner ou changer ce fait.\nRetirez-le du fichier, ou agissez dans ce rôle : --role {allowed}.",
  "error.not-allowed-judge-proof":
    "{field} : ce fait ne vient que de pièces jugées par une personne.\nRetirez-le du fichier ; ensuite : contingent proofs record.",
  "error.unknown-reference":
    "{kind} {id} : {field} nomme {missing}, introuvable ({refersTo}).\nDéclarez-le d’abord, ou corrigez la référence.",
  "error.id-taken": "{kind} {id} existe déjà.\nChoisissez un autre identifiant, ou modifiez ce qui existe.",
  "error.id-taken-designation": "Cette décision a déjà été envoyée : {kind} {id}.\nEnsuite : contingent answer {id}.",
  "error.already-extended": "La vacance {vacancyId} a déjà été prolongée ; il n’y a qu’une prolongation.",
  "error.no-extension": "La convention de la vacance {vacancyId} ne prévoit pas de prolongation.",
  "error.too-many-candidates":
    "{pinned} {pinned|candidat|candidats} pour {places} {places|place|places} : c’est trop.\nNommez-en moins.",
  "error.too-few-candidates":
    "{found} {found|candidat|candidats}, il en faut {needed}.\nNommez-en davantage, ou établissez d’abord l’attestation : contingent certificate.",
  "error.too-few-candidates-0":
    "Il n’y a personne à désigner ; il faut au moins {needed} {needed|demande|demandes}.\nNommez-en avec replace, ou ajournez avec defer, ou rendez la vacance avec give-back.",
  "error.too-few-left":
    "{requestIds} : parties depuis la décision sur la vacance {vacancyId} ; {found} {found|candidat reste|candidats restent}, il en faut {needed}.\nÉtablissez d’abord l’attestation : contingent certificate {vacancyId}. Si d’autres peuvent encore être nommés, attendez la prochaine exécution, qui les propose, ou mettez fin à la décision pour que tout soit proposé à nouveau : contingent designate {vacancyId} --end.",
  "error.nobody-left":
    "Toutes les demandes de la décision sur la vacance {vacancyId} sont parties : {requestIds}. Il n’y a personne à envoyer.\nMettez fin à la décision ; la prochaine exécution en propose d’autres : contingent designate {vacancyId} --end.",
  "error.nobody-gone":
    "Toutes les demandes de la décision {decisionId} sont encore là : on n’y met pas fin.\nEnvoyez-la : contingent designate {vacancyId}.",
  "error.no-quorum":
    "Séance {agendaId} : {present} {present|membre présent et non retiré|membres présents et non retirés}, il en faut {needed}.\nNotez tous les présents, la nouvelle liste remplace l’ancienne : contingent agenda attend --present <ids>.",
  "error.not-present":
    "{actorId} n’est pas parmi les membres présents à la séance {agendaId} : {present}.\nUn membre présent décide, ou le secrétariat consigne la décision. Qui est arrivé s’ajoute avec : contingent agenda attend --present <ids>.",
  "error.agenda-undecided":
    "La séance {agendaId} a encore des vacances sans décision, ou sans la seconde signature : {open}.\nDécidez de chacune (ajourner est une décision), signez, ou remettez-les : contingent agenda close --put-back <vacances>, ou --put-back all.",
  "error.conflict-of-interest":
    "{actorId} s’est retiré pour la vacance {vacancyId} et n’y prend pas part.\nUn autre membre décide.",
  "error.same-signature":
    "La décision {decisionId} est de {actorId} ; la seconde signature est celle d’une autre personne.",
  "error.day-to-come":
    "L’exécution du {day} ne se fait pas avant ce jour, car elle révèle la graine du jour ; nous sommes le {today}.\nLancez-la le jour venu, ou exécutez aujourd’hui : contingent run.",
  "error.job-claimed":
    "L’exécution du {day} a déjà eu lieu, ou un autre processus la fait.\nRegardez : contingent proposals.",
  "error.seed-differs":
    "La graine du {day} n’est pas celle qui a été publiée : empreinte {found}, publiée {expected}.\nRien ne peut être tiré avec elle ; prévenez l’auditeur.",
  "error.value-required": "{kind} {id} : {field} manque.\nIndiquez-le.",
  "error.value-required-of": "{kind} {id} : {field} manque.\nValeurs admises : {allowed}.",
  "error.days-contradict":
    "{kind} {id} : {field} vaut {sent}, mais {other} vaut {otherSent} ; les deux s’excluent.\nCorrigez l’un des deux.",
  "error.in-use":
    "{kind} {id} : {field} ne peut pas changer tant que {usedBy} s’en sert.\nMettez-y fin d’abord, ou déclarez du neuf.",
  "error.already-vacant":
    "Le logement {dwellingId} a déjà la vacance {vacancyId}, qui n’est pas terminée.\nRetirez-la d’abord, ou corrigez le logement.",
  "error.no-right":
    "Aucun droit des conventions du bailleur {landlordId} ne couvre le logement {dwellingId} le {day} (conventions examinées : {agreementIds}).\nFaites déclarer le droit par le réservataire, ou corrigez le logement ou la date.",
  "error.several-rights":
    "Plusieurs droits couvrent le logement {dwellingId} du bailleur {landlordId} : {allowed}.\nDites lequel sert.",
  "error.right-spent":
    "Le droit {rightId} ne sert qu’une fois et a servi pour la vacance {vacancyId}.\nNommez un autre droit.",
  "error.several-problems": "{count} {count|problème|problèmes} ; rien n’a été écrit.",
  "error.procedure-missing":
    "Le jeu de règles {ruleSetId} ne dit pas ce qu’il faut ici : {member} dans {file}.\nAjoutez-le au jeu de règles ; une exécution suivante s’en sert.",
  "error.not-on-agenda":
    "La proposition {proposalId} n’est à l’ordre d’aucune séance ouverte ; état : {state}.\nOuvrez une séance avec elle : contingent agenda open <jour> <vacance>.",
  "error.second-signature-awaited":
    "La proposition {proposalId} a la décision {decisionId}, qui attend sa seconde signature.\nSignez-la ou refusez-la : contingent second {decisionId}.",
  "error.candidate-not-eligible":
    "La demande {requestId} ne peut pas être candidate pour la vacance {vacancyId} : {verdict}.\nNommez-en une autre, ou voyez les raisons : contingent proposals.",
  "error.candidate-taken":
    "La demande {requestId} est déjà sur autant de listes que permis ({lists}) : {vacancyIds}.\nNommez-en une autre.",
  "error.candidate-after-run":
    "La demande {requestId} est arrivée après la nuit du {day} sur laquelle repose cette proposition.\nLa nuit suivante l’examinera ; nommez-en une autre, ou reportez.",
  "error.row-twice": "Le même {field} figure déjà à la ligne {first}.\nGardez une seule des deux lignes.",
  "error.name-withheld":
    "Le nom de la demande {requestId} n’est pas ouvert à cette étape : il l’est à l’offre, pour le seul candidat qui la reçoit, et ne l’est plus ensuite.",
  "error.motive-contradicted":
    "Le motif « {title} » ne peut pas être retenu pour la demande {requestId} : {facts}.\nChoisissez un autre motif, ou transmettez au réservataire la pièce qui change ce fait.",
  "error.candidate-gone": "La demande {requestId} n’est plus dans la file : {state}.\nNommez-en une autre.",
  "error.candidate-struck":
    "La demande {requestId} a été écartée de la vacance {vacancyId} : {reason}.\nNommez-en une autre.",
  "error.skipped-unnamed": "Des candidats sont écartés sans être nommés : {requestIds}.\nNommez-les et dites pourquoi.",
  "error.enough-candidates":
    "La vacance {vacancyId} a {found} {found|candidat|candidats}, il en faut {needed} : aucune attestation d’insuffisance n’est due.\nLa prochaine exécution propose d’autres demandes pour les places libres ; décidez-en, puis désignez.",
  "error.offer-too-short":
    "Une offre dure au moins {least} {least|jour|jours}, non {sent}.\nDonnez un jour plus tardif.",
  "error.rank-taken": "Le rang {rank} est donné plusieurs fois : {requestIds}.\nDonnez à chacun le sien.",
  "error.rank-required":
    "Plusieurs sont attributaires du même logement sans rang : {requestIds}.\nDonnez un rang à chacun.",
  "error.not-empty":
    "{place} n’est pas vide : son journal a {found} {found|ligne|lignes}.\nNommez un lieu où il n’y a encore rien.",
  "error.designation-live":
    "La demande {requestId} a encore une place sur la vacance {vacancyId} ; sa personne ne peut pas encore être effacée.\nRetirez d’abord la demande : contingent requests withdraw {requestId}, ou mettez fin à la désignation.",
  "error.wrong-master-key":
    "Ce n’est pas la clé maîtresse de la base : clé {masterKeyId}, attendue {expected}.\nIndiquez la bonne avec CONTINGENT_MASTER_KEY_FILE ou CONTINGENT_MASTER_KEY.",
  "error.sealed-unreadable":
    "Le texte scellé en {place} ne s’ouvre pas : il a été modifié, ou vient d’ailleurs.\nCherchez ce qui s’est passé : contingent audit verify.",
  "error.database-missing":
    "Il n’y a pas de base en {place}.\nVérifiez --database ou CONTINGENT_DATABASE, ou créez-la : contingent import <données>.",
  "error.master-key-missing":
    "La clé maîtresse de {place} n’est pas configurée.\nIndiquez-la avec CONTINGENT_MASTER_KEY_FILE ou CONTINGENT_MASTER_KEY.",
  "error.master-key-missing-at":
    "La clé maîtresse de {place} n’est pas configurée, et {file} n’en contient pas.\nRemettez ce fichier en place, ou indiquez-le avec CONTINGENT_MASTER_KEY_FILE.",
  "error.master-key-unreadable":
    "La clé maîtresse ne peut pas être lue dans {file} : {reason}.\nLe fichier doit contenir 64 chiffres hexadécimaux, ou 32 octets en base64.",
  "error.mail-password-unreadable":
    "Le mot de passe du serveur de courriel ne peut pas être lu dans {file} : {reason}.\nVérifiez le chemin qu’indique CONTINGENT_MAIL_PASSWORD_FILE.",
  "error.not-a-database":
    "{place} n’est pas une base de contingent : {reason}.\nVérifiez le chemin ; rien n’a été modifié.",
  "error.not-a-database-damaged":
    "{place} est endommagée. Rien n’a été modifié.\nVoyez ce qui l’est : contingent db check. Mettez une copie à sa place : contingent db restore <copie>.",
  "error.file-exists": "{place} existe déjà ; rien n’a été écrit.\nNommez un fichier qui n’existe pas encore.",
  "error.log-unreadable":
    "La ligne {sequence} du journal ne se lit plus ; elle est endommagée.\nCherchez ce qui ne va pas d’autre : contingent db check ; puis restaurez une copie.",
  "error.record-unreadable":
    "{kind} {id} : le contenu enregistré ne se lit plus ; il est endommagé.\nCherchez ce qui ne va pas d’autre : contingent db check ; puis restaurez une copie.",
  "error.newer-schema":
    "{place} a été écrite par une version plus récente (schéma {found}, connu jusqu’à {known}).\nUtilisez cette version de contingent.",
  "error.database-unavailable":
    "La base {place} est injoignable : {reason}.\nRien n’est écrit à moitié. Réessayez plus tard, ou vérifiez l’adresse.",
  "error.database-read-only":
    "La base {place} est en lecture seule : son fichier ou son disque est protégé.\nRien n’a été écrit. Donnez le droit d’écrire, puis réessayez.",
  "error.disk-full": "Le disque de {place} est plein.\nRien n’a été écrit. Faites de la place, puis réessayez.",
  "error.no-replica-set":
    "Le MongoDB de {place} n’est pas un replica set, sans lequel une modification n’est pas entière ou nulle.\nDémarrez-le avec --replSet et lancez une fois rs.initiate().",
  "error.clock-backwards":
    "L’horloge de cette machine dit {now}, mais la dernière ligne du journal est du {last}.\nRéglez l’horloge ; rien n’a été écrit.",
  "error.rules-with-findings":
    "{count} {count|constat bloquant|constats bloquants} dans les règles ; rien n’a été calculé.\nCorrigez : contingent rules check.",
  "error.run-with-problems":
    "{count} {count|problème|problèmes} dans ce que l’exécution lirait ; rien n’a été calculé.",
  "error.wrong-credentials":
    "Adresse ou mot de passe incorrect.\nAprès {failedLogIns} essais manqués, un compte reste fermé {minutes} {minutes|minute|minutes}. Mot de passe oublié : demandez-en un autre à votre exploitant.",
  "error.not-an-address":
    "{field} : ce n’est pas une adresse électronique.\nÉcrivez-la en entier, comme prenom.nom@exemple.fr.",
  "error.login-name-taken": "Un compte a déjà cette adresse : {id}.\nModifiez ce compte, ou donnez une autre adresse.",
  "error.password-refused":
    "Ce mot de passe ne convient pas.\nChoisissez de {least} à {most} signes, autre chose que l’adresse ou un signe répété ; une phrase fait l’affaire.",
  "error.own-account":
    "C’est votre propre compte : vous ne pouvez ni le désactiver ni lui retirer le rôle d’exploitant.\nDemandez à un autre exploitant.",
  "error.form-expired":
    "Cette page a été ouverte dans une autre session, ou il y a longtemps ; rien n’a été fait.\nRevenez à la page, rechargez-la, puis recommencez.",
  "error.too-many-attempts":
    "Trop d’essais manqués depuis votre réseau.\nRéessayez dans {minutes} {minutes|minute|minutes}.",
  "error.not-replayable": "Cette exécution ne peut pas être rejouée, il manque : {missing}.",

  "reason.ENOENT": "il n’existe pas",
  "reason.EACCES": "l’accès n’est pas permis",
  "reason.EPERM": "l’accès n’est pas permis",
  "reason.EISDIR": "c’est un dossier",
  "reason.ENOTDIR": "un fichier est à la place d’un dossier",
  "reason.encoding": "il n’est pas en UTF-8",
  "reason.form": "il ne contient pas de clé",
  "reason.busy": "un autre processus y écrit",
  "reason.not-sqlite": "c’est un autre genre de fichier",
  "reason.damaged": "elle est endommagée",
  "reason.another-application": "une autre application l’a faite",
  "reason.other-collections": "elle contient des collections d’autre chose",
  "reason.copy-not-finished": "une copie vers elle n’a pas été achevée",
  "reason.folder": "c’est un dossier",
  "reason.not-a-file": "c’est un périphérique ou un tube, pas un fichier",
  "reason.another-address": "c’est une adresse d’un autre genre ; donnez un chemin, ou mongodb://…",
  "reason.impossible-path": "aucun fichier ne peut avoir ce chemin",
  "reason.no-such-folder": "son dossier n’existe pas",
  "reason.closed": "elle a été fermée",
  "reason.no-server-answers": "aucun serveur ne répond",
  "reason.connection-lost": "la connexion a été perdue",
  "reason.outcome-unknown":
    "la connexion a été perdue pendant l’écriture ; voyez si la modification est là avant de réessayer",
  "reason.wrong-credentials": "utilisateur ou mot de passe refusés",
  "reason.not-authorised": "l’utilisateur n’en a pas le droit",
  "reason.transaction-ended": "le serveur a mis fin à la modification",
  "reason.no-primary": "le replica set n’a pas de primaire en ce moment",
  "reason.bad-address": "l’adresse n’est pas lisible",
  "reason.refused-by-candidate": "le candidat a refusé",
  "reason.refused-by-landlord": "le bailleur a refusé",
  "reason.withdrawn-by-committee": "retirée par le comité",
  "reason.conflict-of-interest": "conflit d’intérêts",
  "reason.in-use": "un autre processus s’en sert",
  "reason.input-output": "le disque ne répond pas",

  "field.reasonCode": "code du motif (--reason)",
  "field.reason": "motif en toutes lettres (--text)",
  "field.requestId": "demande",
  "field.answer": "réponse",
  "field.motiveCode": "code du motif (après deux-points)",
  "field.motive": "motif en toutes lettres (--text)",
  "field.conditionProof": "pièce attendue (après deux-points)",
  "field.conditionUntil": "dernier jour pour la pièce (--until)",
  "field.rank": "rang (après deux-points)",
  "field.kept-line": "ligne {line} des racines gardées",
  "field.day": "jour",
  "field.heldOn": "jour de la séance",
  "field.ground": "motif (--ground)",
  "field.purpose": "finalité",
  "field.vacancyId": "vacance",
  "field.memberId": "membre",
  "field.requestIds": "demandes (--requests)",
  "field.proposalIds": "propositions",
  "field.putBack": "à remettre (--put-back)",
  "field.kind": "genre de la décision",
  "field.loginName": "adresse électronique",
  "field.name": "nom",
  "field.roles": "rôle",
  "field.employerIds": "employeurs",
  "field.landlordIds": "bailleurs",
  "field.departementCodes": "départements",
  "field.language": "langue",
  "field.title": "intitulé",
  "field.days": "durée en jours",
  "field.newMasterKey": "nouvelle clé maîtresse",

  "kind.landlord": "bailleur",
  "kind.agreement": "convention",
  "kind.right": "droit",
  "kind.dwelling": "logement",
  "kind.employer": "employeur",
  "kind.travel-time": "temps de trajet",
  "kind.ledger": "compteur",
  "kind.vacancy": "vacance",
  "kind.request": "demande",
  "kind.pin": "place retenue",
  "kind.struck": "couple écarté",
  "kind.person": "personne",
  "kind.person-key": "clé de personne",
  "kind.keyring": "trousseau",
  "kind.erasure": "effacement",
  "kind.proof": "pièce justificative",
  "kind.seed": "graine",
  "kind.rule-files": "jeu de règles",
  "kind.run": "exécution",
  "kind.proposal": "proposition",
  "kind.agenda": "séance",
  "kind.decision": "décision",
  "kind.explanation": "explication",
  "kind.certificate": "attestation d’insuffisance",
  "kind.certificate-part": "partie d’attestation",
  "kind.reassignment": "suite donnée",
  "kind.designation": "désignation",
  "kind.notice": "avis",
  "kind.notice-reading": "lecture des avis",
  "kind.webhook-subscription": "abonnement d’un programme",
  "kind.account": "compte",
  "kind.session": "session",
  "kind.api-token": "jeton d’accès",
  "kind.receipt": "reçu d’un appel",
  "kind.audit-root": "racine du journal",

  "use-case.declare-facts": "déclarer des faits",
  "use-case.amend-facts": "modifier des faits",
  "use-case.import-pool": "importer des données",
  "use-case.declare-vacancy": "déclarer une vacance",
  "use-case.withdraw-vacancy": "retirer une vacance",
  "use-case.extend-vacancy": "prolonger le délai d’une vacance",
  "use-case.submit-request": "déposer une demande",
  "use-case.amend-request": "modifier une demande",
  "use-case.renew-request": "renouveler une demande",
  "use-case.withdraw-request": "retirer une demande",
  "use-case.deregister-request": "radier une demande",
  "use-case.check-request": "vérifier une demande",
  "use-case.import-requests": "envoyer un fichier de demandes",
  "use-case.list-communes": "voir les communes",
  "use-case.list-duplicates": "voir les demandes qui semblent du même ménage",
  "use-case.list-proofs": "voir les pièces",
  "use-case.search-requests": "chercher des demandes",
  "use-case.separate-requests": "séparer des demandes fusionnées",
  "use-case.merge-requests": "fusionner des demandes",
  "use-case.record-proof": "enregistrer une pièce",
  "use-case.judge-proof": "juger une pièce",
  "use-case.act-on-clocks": "appliquer les délais",
  "use-case.publish-seed": "publier l’empreinte d’une graine",
  "use-case.run-allocation": "lancer l’exécution",
  "use-case.check-rules": "vérifier les règles",
  "use-case.replay-run": "rejouer une exécution",
  "use-case.remedy-replay": "rejouer une exécution avec une correction",
  "use-case.review-proposals": "examiner des propositions",
  "use-case.open-agenda": "ouvrir une séance",
  "use-case.attend-agenda": "noter les présents",
  "use-case.withdraw-member": "retirer un membre pour une vacance",
  "use-case.close-agenda": "clore une séance",
  "use-case.decide-proposal": "décider d’une proposition",
  "use-case.second-decision": "signer une décision en second",
  "use-case.issue-certificate": "établir une attestation d’insuffisance",
  "use-case.designate": "désigner",
  "use-case.end-decision": "mettre fin à une décision",
  "use-case.record-answer": "enregistrer la réponse d’un bailleur",
  "use-case.record-document": "enregistrer la pièce d’une attribution sous condition",
  "use-case.record-reply": "enregistrer la réponse d’un candidat",
  "use-case.record-lease": "enregistrer un bail",
  "use-case.read-person": "lire un dossier personnel",
  "use-case.export-person": "exporter les données d’une personne",
  "use-case.erase-person": "effacer une personne",
  "use-case.reapply-erasures": "réappliquer les effacements",
  "use-case.open-keyring": "créer le trousseau",
  "use-case.rotate-keyring": "changer la clé maîtresse",
  "use-case.verify-audit": "vérifier le journal",
  "use-case.reassign": "donner suite aux places rendues",
  "use-case.check-vacancy": "vérifier une vacance avant de la déclarer",
  "use-case.import-vacancies": "déclarer une liste de vacances",
  "use-case.list-designations": "lister les désignations",
  "use-case.read-designation": "lire une désignation",
  "use-case.send-notices": "envoyer les avis",
  "use-case.retry-notice": "renvoyer un avis",
  "use-case.list-notices": "lire les avis",
  "use-case.mark-notices-read": "dire que des avis sont lus",
  "use-case.list-jobs": "voir les tâches",
  "use-case.subscribe-webhook": "abonner un programme aux avis",
  "use-case.list-webhooks": "lister les programmes abonnés",
  "use-case.end-webhook": "mettre fin à l’abonnement d’un programme",
  "use-case.list-requests": "lister les demandes",
  "use-case.read-request": "lire une demande",
  "use-case.explain-request": "expliquer où en est une demande",
  "use-case.explain-pair": "expliquer une demande devant une vacance",
  "use-case.compose-letter": "composer une lettre d’explication",
  "use-case.list-vacancies": "lister les vacances",
  "use-case.read-vacancy": "lire une vacance",
  "use-case.list-runs": "lister les exécutions",
  "use-case.read-run": "lire une exécution",
  "use-case.list-declared": "lister ce qui est déclaré",
  "use-case.read-declared": "lire ce qui est déclaré",
  "use-case.list-to-decide": "lister ce qui est à décider",
  "use-case.list-agendas": "lister les séances",
  "use-case.read-agenda": "lire une séance",
  "use-case.list-decisions": "lister les décisions",
  "use-case.read-decision": "lire une décision",
  "use-case.read-certificate": "lire une attestation",
  "use-case.add-account": "ajouter un compte",
  "use-case.change-account": "modifier un compte",
  "use-case.list-accounts": "lister les comptes",
  "use-case.read-own-account": "lire son compte",
  "use-case.list-members": "lister les membres d’un comité",
  "use-case.set-password": "donner un nouveau mot de passe",
  "use-case.change-password": "changer son mot de passe",
  "use-case.choose-language": "choisir sa langue",
  "use-case.log-in": "se connecter",
  "use-case.log-out": "se déconnecter",
  "use-case.issue-token": "émettre un jeton d’accès",
  "use-case.list-tokens": "lister les jetons d’accès",
  "use-case.revoke-token": "révoquer un jeton d’accès",
  "use-case.record-audit-root": "enregistrer la racine d’un jour",

  "role.hr": "RH",
  "role.committee": "comité",
  "role.secretary": "secrétaire",
  "role.landlord": "bailleur",
  "role.rules": "chargé des règles",
  "role.dpo": "délégué à la protection des données",
  "role.operator": "exploitant",
  "role.system": "le produit lui-même",

  "record-state.declared": "déclarée",
  "record-state.open": "ouverte",
  "record-state.proposed": "proposée",
  "record-state.designated": "désignée",
  "record-state.let": "louée",
  "record-state.given-back": "rendue",
  "record-state.lost": "perdue",
  "record-state.confirmed": "confirmée",
  "record-state.replaced": "remplacée",
  "record-state.deferred": "ajournée",
  "record-state.rejected": "rejetée",
  "record-state.lapsed": "caduque",
  "record-state.withheld": "retenue par la vérification",
  "record-state.dropped": "abandonnée",
  "record-state.draft": "brouillon",
  "record-state.submitted": "déposée",
  "record-state.disabled": "désactivé",
  "record-state.active": "active",
  "record-state.housed": "logée",
  "record-state.withdrawn": "retirée",
  "record-state.expired": "expirée",
  "record-state.deregistered": "radiée",
  "record-state.merged": "fusionnée",
  "record-state.sent": "envoyée",
  "record-state.answered": "répondue",
  "record-state.failed": "sans suite",
  "record-state.offered": "offre faite",
  "record-state.accepted": "acceptée",
  "record-state.refused": "refusée",
  "record-state.silent": "sans réponse",
  "record-state.leased": "bail signé",
  "record-state.awaiting-second-signature": "en attente d’une seconde signature",
  "record-state.final": "définitive",
  "record-state.cancelled": "annulée",
  "record-state.closed": "close",
  "record-state.completed": "achevée",
  "record-state.recorded": "enregistrée",
  "record-state.validated": "validée",

  "decision.confirm": "confirmée",
  "decision.replace": "remplacée",
  "decision.defer": "ajournée",
  "decision.reject": "rejetée",
  "decision.give-back": "rendue au bailleur",
  "decision.release": "libérée",
  "decision.drop": "abandonnée",
  "value.ended": "terminée",
  "value.on-agenda": "déjà à l’ordre de la séance {agenda}",
  "value.before-day": "avant le {day}",
  "value.after-day": "après le {day}",
  "value.until-day": "au plus tard le {day}",
  "value.from-day": "à partir du {day}",
  "value.a line of audit root": "une ligne telle que contingent audit root l’écrit",
  "value.each member once": "chaque membre une fois",
  "value.another key": "une autre clé",
  "value.another request": "une autre demande",
  "value.a day from job.startsOn on": "un jour à partir de job.startsOn",
  "value.a day before job.startsOn": "un jour avant job.startsOn",
  "value.a day until today": "un jour jusqu’à aujourd’hui",
  "value.a day to come": "un jour à venir",
  "value.yyyy-mm-dd": "aaaa-mm-jj",
  "value.a day": "un jour",
  "answer.awarded": "attribué",
  "answer.awarded-ranked": "attribué par ordre de priorité",
  "answer.awarded-conditional": "attribué sous condition suspensive",
  "answer.not-awarded": "non attribué",
  "answer.rejected-inadmissible": "rejeté pour irrecevabilité",
  "answer.accepted-by-owner": "accepté par le propriétaire",
  "answer.refused-by-owner": "refusé par le propriétaire",

  "config.not-a-key":
    "{variable} n’est pas une clé maîtresse : {sent} caractères reçus.\nÉcrivez 64 chiffres hexadécimaux, ou 32 octets en base64 : openssl rand -hex 32.",
  "config.two-keys": "{variable} et {allowed} sont définies toutes deux.\nGardez l’une des deux.",
  "config.not-a-choice": "{variable} : « {sent} » n’est pas possible.\nValeurs possibles : {allowed}.",
  "config.not-an-id":
    "{variable} : « {sent} » n’est pas un identifiant.\nÉcrivez des lettres, chiffres, points, tirets ou tirets bas, 64 au plus ; jamais un nom.",
  "config.not-a-number": "{variable} : « {sent} » n’est pas un nombre possible.\nÉcrivez un nombre entier : {allowed}.",
  "config.not-yes-or-no":
    "{variable} : « {sent} » n’est ni oui ni non.\nÉcrivez on ou off (dans le fichier : true ou false).",
  "config.not-a-text":
    "{variable} : « {sent} » n’est pas un texte utilisable.\nÉcrivez-le entre guillemets, et non vide.",
  "config.not-a-web-address":
    "{variable} : « {sent} » n’est pas une adresse web.\nÉcrivez par exemple https://logement.example.org, sans chemin.",
  "config.not-a-mail-address":
    "{variable} : « {sent} » n’est pas une adresse électronique.\nÉcrivez par exemple logement@example.org.",
  "config.missing-too": "{variable} est défini, mais {allowed} ne l’est pas.\nDonnez les deux, ou aucun.",
  "config.unknown-member": "{variable} : il n’y a pas de membre « {sent} ».\nMembres connus : {allowed}.",
  "config.file-unreadable":
    "{variable} : le fichier {sent} ne se lit pas ({allowed}).\nVérifiez son chemin et qui peut le lire.",
  "config.file-not-json": '{variable} : {sent} ne contient pas d’objet JSON.\nÉcrivez par exemple {"port": 8080}.',
};
