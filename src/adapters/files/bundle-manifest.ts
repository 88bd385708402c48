/**
 * The manifest of a result bundle: every file with its SHA-256, so that anyone can see that nothing was changed, added or taken away.
 */
import type { FromSchema } from "json-schema-to-ts";

/** Shape of the manifest. */
export const bundleManifestSchema = {
  $id: "bundle-manifest",
  type: "object",
  additionalProperties: false,
  required: ["format", "schemaVersion", "engineVersion", "asOf", "seed", "snapshotDigest", "files"],
  properties: {
    format: { const: "contingent-bundle", description: "Marks the file." },
    schemaVersion: { const: 1, description: "Version of this schema." },
    engineVersion: { type: "string", description: "Version of the engine." },
    asOf: { type: "string", format: "date", description: "Reference day of the run." },
    seed: { type: "string", description: "Seed of the tie-break." },
    snapshotDigest: { type: "string", description: "Digest of the snapshot." },
    files: {
      type: "array",
      description: "Every other file of the bundle, by path.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["path", "bytes", "sha256"],
        properties: {
          path: { type: "string", description: "Path inside the bundle, with /." },
          bytes: { type: "integer", minimum: 0, description: "Length." },
          sha256: { type: "string", pattern: "^[0-9a-f]{64}$", description: "SHA-256 of its bytes." },
        },
      },
    },
  },
} as const;

/** The manifest of one bundle. */
export type BundleManifest = FromSchema<typeof bundleManifestSchema>;
/** One file of a bundle with its digest. */
export type BundleFile = BundleManifest["files"][number];

/** Name of the manifest inside a bundle. */
export const MANIFEST_FILE = "manifest.json";
