import type { inputEn } from "./input-en.ts";

/** What is wrong with input files, in French. */
export const inputFr: Readonly<Record<keyof typeof inputEn, string>> = {
  "input.path-missing": "Il n’y a ni fichier ni dossier {path}. Vérifiez le chemin.",
  "input.folder-empty":
    "Le dossier ne contient aucun des fichiers {expected}. Placez-les ici, ou écrivez un exemple avec « contingent template ».",
  "input.file-unreadable": "Le fichier ne peut pas être lu : {reason}. Vérifiez que vous pouvez l’ouvrir.",
  "input.file-kind": "C’est {kind}, qui n’est pas lu. Enregistrez chaque feuille en CSV (UTF-8).",
  "input.file-too-big":
    "Le fichier dépasse {allowed} Mo, soit une quarantaine de milliers de lignes. Envoyez-le en plusieurs parties.",
  "input.file-encoding":
    "Le fichier est codé en {encoding}. Enregistrez-le en UTF-8 (dans un tableur : « CSV UTF-8 »).",
  "input.file-unknown":
    "Ce fichier n’est aucun de ceux attendus ({expected}) ; il ne serait donc pas lu. Renommez-le ou retirez-le.{hint}",
  "input.file-missing":
    "Le fichier manque : {reason}. Ajoutez-le, avec sa seule ligne d’en-tête s’il n’y a rien à y mettre.",
  "input.file-twice": "Il y a aussi {other}, et les deux contiennent les mêmes données. Gardez l’un des deux.",
  "input.json-syntax": "Ce n’est pas du JSON : {reason}. Corrigez le texte, ou exportez le fichier à nouveau.",
  "input.not-an-object": "Il faut ici un enregistrement entre accolades ; reçu : {sent}.",
  "input.not-a-snapshot": "Le fichier est du JSON, mais pas un instantané : {reason}.",
  "input.as-of-missing":
    'Le jour de référence manque. Écrivez à côté des fichiers un fichier run.json : {"asOf": "2026-11-23"}.',
  "input.header-missing":
    "Le fichier est vide. Sa première ligne doit nommer les colonnes, même lorsqu’il n’y a rien à y mettre.",
  "input.column-unknown": "Colonne inconnue : « {sent} ».{hint} Corrigez le nom ou retirez la colonne.",
  "input.column-twice": "La colonne « {sent} » figure deux fois dans l’en-tête. N’en gardez qu’une.",
  "input.column-missing": "La colonne « {column} », obligatoire, manque dans l’en-tête. Ajoutez-la.",
  "input.row-length":
    "La ligne a {sent} {sent|cellule|cellules}, l’en-tête en a {allowed}. Vérifiez les séparateurs et les guillemets.",
  "input.quote-open":
    'Un guillemet de cette ligne n’est pas fermé, ou se trouve au milieu d’une cellule. Doublez-le ("") ou retirez-le.',
  "input.line-too-long":
    "Cet enregistrement dépasse {allowed} caractères. Un guillemet ouvert ici n’est sans doute pas fermé.",
  "input.no-number": "« {sent} » n’est pas un nombre entier. Écrivez seulement des chiffres, par exemple {example}.",
  "input.decimal-comma": "« {sent} » contient une virgule. {todo}",
  "input.no-decimal":
    "« {sent} » n’est pas un nombre entier. Les faits sont des nombres entiers : centimes, mètres, minutes, points de base.",
  "input.money-in-cents":
    "« {sent} » n’est pas en centimes. Un montant s’écrit en centimes entiers, en chiffres seulement : {todo}.",
  "input.no-boolean":
    "« {sent} » n’est ni oui ni non. Écrivez oui ou non (true, false, yes, no, 1 et 0 sont lus aussi).",
  "input.no-coordinate":
    "« {sent} » n’est pas une coordonnée en degrés. Écrivez-la avec un point, par exemple {example}.",
  "input.day-format": "Un jour s’écrit 2026-11-23 ; reçu : « {sent} ».{hint}",
  "input.day-missing": "Le jour « {sent} » n’existe pas dans le calendrier. Corrigez-le.",
  "input.list-comma":
    "Les éléments d’une liste sont séparés par des espaces ou par | ; reçu : « {sent} ». Écrivez {todo}.",
  "input.not-allowed": "« {sent} » n’est pas permis. Valeurs permises : {allowed}.{hint}",
  "input.wrong-form": "« {sent} » n’a pas la forme attendue. Il faut {what}.",
  "input.wrong-type": "Il faut ici {allowed} ; reçu : {sent}.",
  "input.out-of-range":
    "{sent} est hors des bornes : de {minimum} à {maximum}. L’unité figure à la fin du nom du fait.",
  "input.too-long": "Le texte a {sent} {sent|caractère|caractères}, {allowed} au plus sont permis.",
  "input.list-length": "La liste a {sent} {sent|élément|éléments} ; il en faut de {minimum} à {maximum}.",
  "input.fact-missing": "Le fait {fact} est obligatoire et absent. Indiquez-le.",
  "input.fact-unknown": "Aucun fait ne s’appelle « {sent} » ici.{hint} Corrigez le nom ou retirez-le.",
  "input.position-incomplete": "Un lieu demande latitude et longitude, ou bien grid, eastMetres et northMetres. {sent}",
  "input.position-outside":
    "Latitude {latitude}, longitude {longitude} : ce lieu n’est dans aucune partie de la France qui a une grille.{hint}",
  "input.id-twice":
    "L’identifiant « {id} » figure ici et déjà ligne {first}. Chaque identifiant figure une seule fois.",
  "input.pair-twice": "Le même couple {what} figure ici et déjà ligne {first}. N’en gardez qu’un.",
  "input.reference-unknown":
    "{fact} nomme « {id} », mais {collection} n’a pas cet identifiant. Ajoutez-le là-bas ou corrigez-le ici.",
  "input.reference-refused":
    "{fact} nomme « {id} », qui figure dans {collection} mais n’a pas été gardé à cause d’une erreur. Corrigez-le là-bas.",
  "input.no-amount":
    "« {sent} » n’est pas un montant. Écrivez des chiffres, avec une virgule pour les décimales, par exemple {example}.",
  "input.french-day-format": "Une date s’écrit 17/05/1994 ou 1994-05-17 ; reçu : « {sent} ».{hint}",
  "input.row-unrecognisable":
    "La ligne n’a ni votre référence ni une date de naissance : envoyée une seconde fois, elle ne pourrait pas être reconnue et ferait une seconde demande. Indiquez l’une des deux.",
  "input.row-twice":
    "La même référence ou la même personne figure déjà ligne {first}. Gardez une seule ligne, ou donnez deux références différentes.",
  "input.employer-not-yours":
    "« {sent} » n’est pas l’un de vos employeurs : {allowed}. Corrigez la ligne, ou laissez-la au service de cet employeur.",
  "input.employer-unknown":
    "Aucun employeur ne s’appelle « {sent} » ici. Corrigez l’identifiant, ou demandez au secrétariat de déclarer l’employeur.",
  "input.employer-missing": "La ligne ne dit pas de quel employeur elle relève. Indiquez l’un de ceux-ci : {allowed}.",
  "input.count-below":
    "Le nombre {sent} est inférieur aux dates de naissance indiquées sur la ligne ({given}). Corrigez le nombre, ou retirez une date.",
  "input.fixed-since-handed-in":
    "« {sent} » n’est pas ce qui a été déposé ({stored}), et seul le secrétariat le change ensuite. Écrivez {stored}, ou laissez la cellule vide.",
  "input.request-over":
    "La demande de cette ligne est terminée (état : {state}). Pour une nouvelle demande, indiquez une date de dépôt postérieure à {filedOn} ; pour poursuivre une demande expirée, renouvelez-la sur sa page.",
  "input.filed-to-come":
    "Une demande ne peut pas avoir été déposée le {sent} : ce jour n’est pas encore venu. Corrigez la date.",
  "input.filed-long-ago":
    "Déposée le {sent}, la demande n’est plus valable : elle l’est un an. Si elle a été renouvelée, indiquez le dernier jour de sa validité dans la colonne « Valable jusqu’au ».",
  "input.validity-over":
    "La demande n’est plus valable depuis le {sent}. Indiquez le dernier jour d’un renouvellement, ou une nouvelle date de dépôt.",
  "input.validity-too-long":
    "Le {sent} est à plus d’un an d’aujourd’hui, et une demande est valable un an. Corrigez la date.",
  "input.born-to-come": "Personne n’est né le {sent} : ce jour n’est pas encore venu. Corrigez la date.",
  "input.ends-before-start":
    "Le contrat ne peut pas finir le {sent}, avant de commencer. Corrigez l’une des deux dates.",
  "input.record-ended":
    "L’enregistrement « {id} » est terminé (état {state}) : un import ne change plus ses faits. Retirez la ligne, ou donnez un nouvel identifiant.",
  "input.record-erased": "Les faits de « {id} » ont été effacés pour de bon et ne sont pas repris. Retirez la ligne.",
  "input.days-contradict": "{fact} vaut {sent}, mais {other} vaut {otherSent}. Corrigez l’un des deux.",
  "input.file-altered":
    "Le fichier n’est plus celui qui avait été écrit : son empreinte SHA-256 est {found}, le manifeste indique {expected}.",
  "input.file-extra": "Le fichier n’est pas dans le manifeste : il a été ajouté après l’écriture du dossier.",
  "input.bundle-missing": "Il n’y a pas de dossier de preuve dans {path} : manifest.json manque.",
  "input.bundle-in-the-way":
    "Le dossier {path} existe et n’est pas un dossier de preuve : rien n’a été écrit. Choisissez un autre dossier.",
  "input.template-in-the-way": "Le fichier existe déjà : rien n’a été écrit. Choisissez un autre dossier.",
  "input.column-file-broken":
    "Ce n’est pas un fichier de colonnes entier : {reason}. Refaites-le à partir des données.",
  "input.not-written": "Impossible d’écrire dans ce dossier : {reason}. Choisissez-en un autre.",
  "input.too-many":
    "{count} {count|autre problème a été trouvé et n’est pas listé|autres problèmes ont été trouvés et ne sont pas listés}.",
};
