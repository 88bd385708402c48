/** Pages of employers and of the secretary who looks after their requests: the list, the form, the file, duplicates, proofs. */
import type { PageRoute } from "../page-route.ts";
import { amendPage, sendAmendment } from "./hr/amend-page.ts";
import { decideDuplicate, duplicatesPage, separateDuplicate } from "./hr/duplicates-pages.ts";
import {
  columnsFile,
  importedPage,
  importPage,
  keepFile,
  problemsFile,
  receiveFile,
  templateFile,
} from "./hr/import-pages.ts";
import { newRequestPage, sendNewRequest } from "./hr/new-request.ts";
import { judge, proofsPage } from "./hr/proofs-pages.ts";
import { addProof, renew, reply, withdraw } from "./hr/request-actions.ts";
import { requestPage } from "./hr/request-page.ts";
import { requestsExport } from "./hr/requests-export.ts";
import { requestsPage } from "./hr/requests-page.ts";

export const hrPages: readonly PageRoute[] = [
  { method: "get", path: "/requests", access: "search-requests", handle: (asked) => requestsPage(asked) },
  { method: "post", path: "/requests", access: "submit-request", handle: sendNewRequest },
  { method: "get", path: "/requests/export", access: "search-requests", handle: requestsExport },
  { method: "get", path: "/requests/new", access: "submit-request", handle: newRequestPage },
  { method: "get", path: "/requests/import", access: "import-requests", handle: (asked) => importPage(asked) },
  { method: "post", path: "/requests/import", access: "import-requests", takesUpload: true, handle: receiveFile },
  { method: "get", path: "/requests/import/template", access: "import-requests", handle: templateFile },
  { method: "get", path: "/requests/import/columns", access: "import-requests", handle: columnsFile },
  {
    method: "get",
    path: "/requests/import/:fileId",
    access: "import-requests",
    handle: (asked) => importedPage(asked),
  },
  { method: "post", path: "/requests/import/:fileId", access: "import-requests", handle: keepFile },
  { method: "get", path: "/requests/import/:fileId/problems", access: "import-requests", handle: problemsFile },
  { method: "get", path: "/requests/:requestId", access: "search-requests", handle: (asked) => requestPage(asked) },
  { method: "get", path: "/requests/:requestId/amend", access: "amend-request", handle: amendPage },
  { method: "post", path: "/requests/:requestId/amend", access: "amend-request", handle: sendAmendment },
  { method: "post", path: "/requests/:requestId/renew", access: "renew-request", handle: renew },
  { method: "post", path: "/requests/:requestId/withdraw", access: "withdraw-request", handle: withdraw },
  { method: "post", path: "/requests/:requestId/reply", access: "record-reply", handle: reply },
  { method: "post", path: "/requests/:requestId/proofs", access: "record-proof", handle: addProof },
  { method: "get", path: "/duplicates", access: "list-duplicates", handle: (asked) => duplicatesPage(asked) },
  { method: "post", path: "/duplicates", access: "merge-requests", handle: decideDuplicate },
  { method: "post", path: "/duplicates/separate", access: "separate-requests", handle: separateDuplicate },
  { method: "get", path: "/proofs", access: "list-proofs", handle: (asked) => proofsPage(asked) },
  { method: "post", path: "/proofs/:proofId", access: "judge-proof", handle: judge },
];
