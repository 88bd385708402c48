import { accountCommandsFr } from "./account-commands-fr.ts";
import { databaseFr } from "./database-fr.ts";
import { differencesFr } from "./differences-fr.ts";
import { factsFr } from "./facts-fr.ts";
import { findingsFr } from "./findings-fr.ts";
import { inputFr } from "./input-fr.ts";
import { keepingFr } from "./keeping-fr.ts";
import { pageProblemsFr } from "./page-problems-fr.ts";
import { accountFr } from "./pages/account-fr.ts";
import { apiFr } from "./pages/api-fr.ts";
import { committeeFr } from "./pages/committee-fr.ts";
import { hrFr } from "./pages/hr-fr.ts";
import { landlordFr } from "./pages/landlord-fr.ts";
import { nightFr } from "./pages/night-fr.ts";
import { noticesFr } from "./pages/notices-fr.ts";
import { shellFr } from "./pages/shell-fr.ts";
import { whyNotFr } from "./pages/why-not-fr.ts";
import { problemsFr } from "./problems-fr.ts";
import { reportFr } from "./report-fr.ts";
import { verificationFr } from "./verification-fr.ts";

/** The product's texts in French. Keys are the same in every catalogue; a test holds them equal and finds unused ones. */
export const fr = {
  ...differencesFr,
  ...factsFr,
  ...findingsFr,
  ...databaseFr,
  ...inputFr,
  ...keepingFr,
  ...accountCommandsFr,
  ...accountFr,
  ...apiFr,
  ...committeeFr,
  ...hrFr,
  ...landlordFr,
  ...nightFr,
  ...noticesFr,
  ...shellFr,
  ...whyNotFr,
  ...pageProblemsFr,
  ...problemsFr,
  ...verificationFr,

  "cli.description":
    "Propose des locataires pour les logements tenus par droit de réservation. La machine propose, une personne décide.",
  "cli.lang": "langue des textes : fr ou en (par défaut celle de l’environnement)",
  "cli.possible": " ; possibles : ",
  "cli.json": "écrit du JSON pour les programmes au lieu d’un texte",
  "cli.rules-folder": "dossier des jeux de règles (par défaut ceux du produit)",
  "cli.help": "affiche cette aide",
  "cli.version": "affiche la version",
  "cli.word.language": "langue",
  "cli.word.folder": "dossier",
  "cli.word.folders": "dossiers",
  "cli.word.pool": "données",
  "cli.word.bundle": "preuve",
  "cli.word.text": "texte",
  "cli.word.day": "jour",
  "cli.word.id": "id",
  "cli.word.ids": "ids",
  "cli.word.before": "avant",
  "cli.word.after": "après",
  "cli.word.command": "commande",
  "cli.word.options": "options",
  "cli.example.template": "template mon-dossier",
  "cli.example.allocate-plain": "allocate mon-dossier",
  "cli.example.allocate": "allocate mon-dossier --out resultat",
  "cli.example.allocate-seed": "allocate mon-dossier --out resultat --seed 2026-11-23-a4f",
  "cli.example.allocate-json": "allocate instantane.json --json",
  "cli.example.explain": "explain resultat --request 7QX1 --vacancy V-LAON-1-01",
  "cli.example.why-not": "why-not resultat --request 7QX1",
  "cli.example.why-not-here": "why-not resultat --request 7QX1 --vacancy V-LAON-1-01",
  "cli.example.compare": "compare resultat --requests 7QX1,2MR8 --vacancy V-LAON-1-01",
  "cli.example.verify": "verify resultat",
  "cli.example.verify-json": "verify resultat/result.json --json",
  "cli.example.diff": "rules diff rules/als-2026 mes-regles/als-2027",
  "cli.title.usage": "Usage :",
  "cli.title.options": "Options :",
  "cli.title.arguments": "Arguments :",
  "cli.title.commands": "Commandes :",
  "cli.examples": "Exemples :",
  "cli.allocate": "calcule les propositions d’un dossier de fichiers ou d’un instantané JSON",
  "cli.allocate.pool": "dossier de fichiers CSV ou NDJSON, ou un instantané JSON",
  "cli.allocate.out": "dossier où écrire le dossier de preuve (résultat, instantané, règles, empreintes)",
  "cli.allocate.all": "affiche toutes les propositions (sans elle, les cent premières)",
  "cli.allocate.report": "fichier où écrire le rapport, une page à ouvrir sans réseau",
  "cli.allocate.seed": "graine du départage ; sans elle, tirée de l’empreinte des données",
  "cli.explain": "explique la place d’une demande devant une vacance",
  "cli.why-not": "dit pourquoi une demande n’est pas proposée, pour une vacance ou pour toutes",
  "cli.compare": "compare plusieurs demandes devant une vacance",
  "cli.verify": "vérifie un dossier de preuve, d’où qu’il vienne",
  "cli.bundle": "dossier de preuve écrit par allocate",
  "cli.request": "identifiant de la demande",
  "cli.requests": "identifiants des demandes, séparés par des virgules",
  "cli.vacancy": "identifiant de la vacance",
  "cli.no-change": "ne cherche pas le plus petit changement",
  "cli.rules": "vérifie, essaie, explique ou compare des jeux de règles",
  "cli.rules.check": "liste tous les constats d’un ou de plusieurs jeux de règles",
  "cli.rules.test": "joue les cas d’école",
  "cli.rules.plan": "dit comment le moteur appliquera les règles, et ce que cela coûte",
  "cli.rules.diff": "dit en mots ce qui change d’un jeu de règles à l’autre",
  "cli.rules.folders": "dossiers de jeux de règles (par défaut tous ceux du produit)",
  "cli.rules.before": "dossier du jeu de règles d’avant",
  "cli.rules.after": "dossier du jeu de règles d’après",
  "cli.as-of": "jour pour lequel vérifier les valeurs datées (AAAA-MM-JJ ; par défaut aujourd’hui)",
  "cli.template": "écrit des fichiers vides avec leurs en-têtes et une ligne d’exemple",
  "cli.template.folder": "dossier à créer",
  "cli.demo": "joue la démonstration : trois programmes, quatre cents demandes inventées",
  "cli.demo.no-serve": "s’arrête au rapport, sans servir les pages",
  "cli.demo.port": "port des pages (par défaut 4000, ou le premier libre après lui)",
  "cli.demo.out": "dossier où écrire le résultat et le rapport (par défaut out/demo)",

  "usage.unknown-command": "La commande « {first} » n’existe pas.",
  "usage.unknown-option": "L’option « {first} » n’existe pas pour cette commande.",
  "usage.missing-operand": "Il manque : {first}.",
  "usage.missing-option": "Il manque l’option « {first} ».",
  "usage.missing-value": "L’option « {first} » demande une valeur.",
  "usage.too-many-operands":
    "Il y a trop de mots pour la commande « {first} ». Mettez entre guillemets un chemin qui contient des espaces.",
  "usage.not-a-choice": "L’option « {first} » ne connaît pas « {second} ». Valeurs possibles : {choices}.",
  "usage.not-a-choice-operand": "« {sent} » n’est pas possible pour « {operand} ». Valeurs possibles : {choices}.",
  "usage.other": "La commande n’est pas utilisable telle quelle : {detail}",
  "usage.near": "Peut-être « {near} » ?",
  "usage.help": "Aide : contingent --help, ou --help après une commande.",
  "problem.input": "{count} {count|problème|problèmes} dans les données ; rien n’a été calculé.",
  "problem.bundle": "Le dossier n’est plus celui qui avait été écrit : {count} {count|différence|différences}.",
  "problem.not-written": "Rien n’a été écrit.",
  "problem.rules": "{count} {count|constat bloquant|constats bloquants} dans les règles ; rien n’a été calculé.",
  "problem.unknown-request":
    "Aucune demande « {id} » dans cet instantané.\nVérifiez l’identifiant, par exemple avec : contingent allocate … --json",
  "problem.unknown-vacancy":
    "Aucune vacance « {id} » dans cet instantané.\nVérifiez l’identifiant, par exemple avec : contingent allocate … --json",
  "problem.internal":
    "Une erreur interne est survenue ({detail}).\nRejouez avec CONTINGENT_DEBUG=1 pour le détail et signalez-la.",
  "problem.one-rule-set": "{folder} est lui-même un jeu de règles.\nIndiquez le dossier qui le contient.",
  "problem.diff-of-folders":
    "{folder} contient plusieurs jeux de règles ; diff en compare deux.\nPar exemple : contingent rules diff rules/als-2026 {folder}/als-2026",
  "problem.no-rule-sets":
    "Aucun jeu de règles lisible dans {folder}.\nIndiquez un dossier qui contient un dossier par jeu de règles, avec --rules.",
  "problem.no-rules-for":
    "Le programme « {programme} » n’est régi par aucun jeu de règles de {folder} ; ceux-ci régissent : {known}.\nAjoutez un jeu de règles pour ce programme, ou corrigez la convention.",
  "problem.seed-too-long": "La graine a plus de {allowed} caractères. Choisissez-en une plus courte.",
  "problem.day-to-come":
    "Le {day} est à venir ; nous sommes le {today}. Ce qui a eu lieu s’enregistre le jour même ou après.",
  "problem.no-roots":
    "{file} ne contient aucune racine. Donnez un fichier où les lignes de contingent audit root ont été gardées, ou omettez --root.",
  "problem.not-a-day": "« {value} » n’est pas un jour. Écrivez par exemple 2026-11-23.",

  "run-problem.vacancy-without-rule-set":
    "La vacance {vacancyId} relève du programme « {programme} », qu’aucun jeu de règles de l’exécution ne régit ({ruleSets}).\nAjoutez un jeu de règles pour ce programme, ou corrigez la convention.",
  "run-problem.vacancy-with-several-rule-sets":
    "La vacance {vacancyId} (programme « {programme} ») est régie par plusieurs jeux de règles : {ruleSets}.\nGardez-en un seul pour ce programme.",
  "run-problem.more-pins-than-places":
    "La vacance {vacancyId} a {pins} {pins|place retenue|places retenues} pour {places} {places|place|places}.\nRetirez les places retenues de trop.",
  "run-problem.more-pins-than-lists":
    "La demande {requestId} est retenue sur {pins} {pins|liste|listes}, {lists} au plus {lists|est permise|sont permises}.\nRetirez les places retenues de trop.",
  "run-problem.pinned-and-struck":
    "Le couple {vacancyId}, {requestId} est à la fois retenu et écarté.\nGardez l’un des deux.",
  "run-problem.unknown-pin":
    "La place retenue ou écartée {vacancyId}, {requestId} nomme une vacance ou une demande inconnue.\nRetirez-la ou ajoutez ce qui manque.",
  "run-problem.unknown-target": "Le compteur nomme l’objectif « {targetId} », qu’aucun jeu de règles ne connaît.",
  "run-problem.places-unknown":
    "Le nombre de places de la vacance {vacancyId} ne peut pas être calculé : un fait manque.\nIndiquez vacancy.places, ou le fait que lit la règle.",

  "progress.reading": "lecture des données et des règles",
  "progress.lists": "listes et propositions",
  "progress.verification": "vérification",
  "run.title": "Exécution du {day} : {requests} {requests|demande|demandes}, {vacancies} {vacancies|vacance|vacances}",
  "run.rule-sets": "Règles : {ruleSets}",
  "run.seed-given": "Départage : graine donnée ({seed}…)",
  "run.seed-derived": "Départage : graine tirée de l’empreinte des données ({seed}…) ; donnez-en une avec --seed",
  "run.note": "Remarque : {note}",
  "run.no-vacancies": "Aucune vacance : il n’y a rien à proposer. Les demandes sont lisibles et attendent.",
  "run.no-requests": "Aucune demande : les vacances restent sans candidat.",

  "proposal.dwelling": "T{rooms}, {area} m², {rent} charges comprises, {funding}, {landlord}",
  "proposal.clock": "À désigner au plus tard le {day} (reste {days} {days|jour|jours}), convention {agreement}.",
  "proposal.priority-first": "Priorité d’abord, pour l’objectif {target}.",
  "proposal.pinned": "Places déjà retenues : {requests}",
  "proposal.free-places": "{count} {count|place|places} sans candidat.",
  "proposal.place-in-order":
    "n° {order} sur {eligible} : {before} avant elle {before|a|ont} un logement préféré, ou {before|est retenue|sont retenues} ailleurs",
  "proposal.now-for": "proposée aujourd’hui pour {vacancies}, qu’elle laisserait",
  "proposal.next": "réserve {place}",
  "proposal.priority": "priorité",
  "proposal.points": "{points} {points|pt|pts} sur {maximum}",
  "proposal.pending": "{title} : {points} {points|point|points} en attente. {proof}",
  "landlord.social": "bailleur social",
  "landlord.private": "propriétaire privé",
  "funding.plai": "PLAI",
  "funding.plus": "PLUS",
  "funding.pls": "PLS",
  "funding.lli": "LLI",
  "funding.intermediate": "loyer intermédiaire",
  "funding.social": "loyer social",
  "funding.very-social": "loyer très social",
  "funding.free": "loyer libre",

  "targets.title": "Objectifs",
  "targets.target": "objectif",
  "targets.territory": "territoire",
  "targets.share": "part",
  "targets.so-far": "acquis",
  "targets.vacancies": "vacances",
  "targets.need": "besoin",
  "targets.first": "priorité d’abord",
  "targets.unmet": "non satisfait",
  "targets.reached": "en tête",

  "verification.title": "Vérification, par un code qui n’a pas calculé le résultat",
  "verification.held": "tenue",
  "verification.violated": "NON TENUE",
  "verification.checks": "{number} {count|contrôle|contrôles}",
  "verification.more": "… et {number} {count|autre défaut|autres défauts}. Avec --json, tous ceux qui sont gardés.",
  "property.P1": "chaque candidat d’une liste est recevable, réévalué règle par règle",
  "property.P2": "chaque nombre de points affiché est le nombre recalculé, chaque liste est dans son ordre",
  "property.P3": "aucune liste ne dépasse ses places, personne n’est deux fois sur une liste ni sur trop de listes",
  "property.P4": "personne n’est oublié : nul n’est passé devant une demande qui le précède",
  "property.P5": "une place libre ne l’est que faute de demande recevable qui la veuille",
  "property.P6": "les places retenues sont intactes",
  "property.P7": "les vacances en priorité d’abord sont exactement celles que demande le compteur",
  "property.P8": "les empreintes de l’instantané, des règles, de la graine et du moteur sont celles du dossier",

  "standing.pinned": "Place déjà retenue sur cette vacance.",
  "standing.proposed":
    "Proposée en place {place} (n° {order} sur {eligible} {eligible|demande recevable|demandes recevables}).",
  "standing.next": "En réserve {place} (n° {order} sur {eligible}) :",
  "standing.holds-preferred": "Recevable (n° {order} sur {eligible}), mais déjà proposée là où elle préfère : {holds}.",
  "standing.lower-in-order": "Recevable, n° {order} sur {eligible}, derrière le dernier candidat :",
  "standing.beside-holds-preferred": "Recevable, et proposée ailleurs, là où elle préfère.",
  "standing.beside-lower-in-order": "Recevable, derrière le dernier candidat :",
  "standing.struck": "Écartée de cette vacance : {reason}.",
  "standing.incomplete": "À compléter avant de pouvoir être examinée pour cette vacance.",
  "standing.not-eligible": "Non recevable pour cette vacance.",
  "standing.out-of-market": "N’a plus de liste libre : {holds}.",
  "decided-by.priority-class": "{other} passe devant par la priorité que demande l’objectif.",
  "decided-by.points": "il manque {points} pour rejoindre {other}.",
  "decided-by.seniority": "à égalité de points, la demande {other} est plus ancienne.",
  "decided-by.tie-break": "à égalité de points et d’ancienneté, le tirage publié place {other} devant.",
  "struck.refused-by-candidate": "le candidat a refusé",
  "struck.refused-by-landlord": "le bailleur a refusé",
  "struck.withdrawn-by-committee": "retirée par le comité",
  "struck.conflict-of-interest": "conflit d’intérêts",

  "rule.incomplete": "{title} : un fait manque ({facts}). Ce n’est pas un refus.",
  "rule.unknown-value": "inconnu",
  "verdict.eligible": "recevable",
  "verdict.refused": "non recevable",
  "verdict.incomplete": "à compléter",
  "outcome.holds": "tenue",
  "outcome.refused": "refus",
  "outcome.incomplete": "manque",
  "outcome.flagged": "signalée",
  "state.counted": "comptés",
  "state.no-points": "non rempli",
  "state.pending": "en attente",
  "state.not-applicable": "sans objet",
  "state.expired": "échus",
  "state.outside-dates": "hors dates",
  "state.not-taken": "non retenus",

  "explain.title": "Demande {request} devant la vacance {vacancy}",
  "explain.rules": "Règles",
  "explain.points": "Points : {points} sur {maximum}",
  "explain.against": "{value} (seuil : {threshold})",
  "explain.criterion": "rubrique / critère",
  "explain.state": "état",
  "explain.of-points": "points",
  "explain.of-maximum": "sur",
  "explain.mention":
    "Cette proposition repose sur un traitement algorithmique ; une personne décide. Les règles et leur application à cette demande sont communiquées\nsur demande (CRPA, art. L311-3-1 et R311-3-1-2) : ajoutez --json pour les quatre éléments.",

  "why-not.title": "Pourquoi la demande {request} n’est pas proposée",
  "why-not.counts":
    "{vacancies} {vacancies|vacance examinée|vacances examinées}, dont {eligible} où elle est recevable. Première règle qui écarte :",
  "change.and": " ; ",
  "why-not.to-complete":
    "À compléter d’abord : {facts}. {count} {count|vacance pourrait|vacances pourraient} alors lui convenir.",
  "why-not.title-listed": "Où en est la demande {request}",
  "change.none": "Aucun changement permis par les règles, seul ou à deux, ne la mettrait sur une liste aujourd’hui.",
  "change.already-listed": "Elle est déjà sur une liste : {vacancies}.",
  "change.found": "Le plus petit changement utile : {change} → proposée pour {vacancies}.",

  "compare.title": "Comparaison devant la vacance {vacancy}",
  "compare.two-needed": "Indiquez au moins deux demandes, séparées par une virgule : --requests 7QX1,2MR8",
  "compare.total": "Total",
  "compare.verdict": "Recevabilité",
  "compare.same": "Identiques : {criteria}.",

  "verify.holds": "Le dossier est vérifié : toutes les propriétés tiennent.",
  "verify.fails": "Le dossier n’est pas vérifié.",
  "verify.altered":
    "{count} {count|fichier n’est plus celui qui avait été écrit|fichiers ne sont plus ceux qui avaient été écrits} :",
  "verify.first": "Première propriété en défaut : {property}, {title}.\n  {violation}",
  "verify.replayed": "Recalculé à partir de l’instantané, des règles et de la graine : identique à l’octet près.",
  "verify.not-replayed":
    "Recalculé à partir de l’instantané, des règles et de la graine : DIFFÉRENT du résultat enregistré.",

  "allocate.more":
    "… et {number} {count|autre proposition|autres propositions}. Toutes : --all, --json, ou --out pour les garder.",
  "why-not.more": "… et {number} {count|autre vacance|autres vacances}. Toutes : --json.",
  "allocate.report": "Rapport écrit dans {report} : à ouvrir dans un navigateur, sans réseau.",
  "allocate.written":
    "\nDossier de preuve écrit dans {folder}. Vérifiez-le n’importe où avec : contingent verify {folder}",
  "template.written":
    "Fichiers écrits dans {folder}. Remplacez les lignes d’exemple, puis : contingent allocate {folder}\nPour garder ce qui se passe : contingent import {folder}",

  "demo.programme":
    "{title} : {vacancies} {vacancies|vacance|vacances}, {candidates} {candidates|candidat proposé|candidats proposés}",
  "demo.building":
    "{address}, Laon : {dwellings} {dwellings|logement|logements}, {reserved} {reserved|réservé|réservés} ({aid} d’aide pour {works} de travaux)",
  "demo.refusal": "Un refus expliqué : la demande {request}",
  "demo.chain": "Une chaîne après un refus : {request} refuse {vacancy}",
  "demo.report": "Rapport : {report} (à ouvrir dans un navigateur, sans réseau)",
  "demo.port-taken": "Le port {port} est pris.",
  "demo.open": "Les pages de la ville : {url}",
  "demo.stop": "Tout y est inventé, et refait à neuf chaque fois. Ctrl+C arrête.",
  "demo.next": "À essayer ensuite :",
  "move.enters": "{request} entre sur la liste de {to}",
  "move.leaves": "{request} quitte la liste de {from}",
  "move.moves": "{request} passe de {from} à {to}",
  "because.event": "l’événement",
  "because.freed-place": "la place laissée par {request}",
  "because.displaced": "sa place est prise par {request}",
  "because.exchange": "un échange qui n’oublie personne",
  "rules.cases-summary": "{held|cas d’école tenu|cas d’école tenus} : {held} ; {failed|en défaut|en défaut} : {failed}",
  "rules.summary":
    "{id} : {cases} cas d’école, {errors} {errors|erreur|erreurs}, {warnings} {warnings|avertissement|avertissements}",
  "plan.request": "Une fois par demande : {title}",
  "plan.vacancy": "Une fois par vacance : {title}",
  "plan.lookup": "Les vacances d’une demande se trouvent par « {title} », l’une de ces voies :",
  "plan.lookup-member": "  appartenance ({facts})",
  "plan.lookup-equal": "  égalité ({facts})",
  "plan.lookup-near": "  distance sous une borne de la demande ({facts})",
  "plan.lookup-all": "  toutes les vacances : cette voie ne resserre rien",
  "plan.no-lookup": "Aucune voie ne mène aux vacances d’une demande : chaque demande est comparée à chaque vacance.",
  "plan.pair-either": "Par couple, {place} : {title} (un côté suffit)",
  "plan.pair-compared": "Par couple, {place} : {title} (une comparaison de deux nombres déjà calculés)",
  "plan.pair-general": "Par couple, {place} : {title} (condition entière)",
  "plan.points-request": "Points une fois par demande : {title}",
  "plan.points-vacancy": "Points une fois par vacance : {title}",
  "plan.points-pair": "Points par couple : {title} (au plus {maximum}, ce qui borne la recherche)",
  ...reportFr,
} as const;
