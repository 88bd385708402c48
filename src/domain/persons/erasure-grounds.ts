/**
 * Why a person is erased. Source: GDPR art. 17(1) a (no longer needed), b and c (consent withdrawn, objection: the person's own request),
 * d (unlawful processing), e (legal obligation).
 */
export const erasureGrounds = ["person-asked", "no-longer-needed", "unlawful-processing", "legal-obligation"] as const;

/** One of the grounds. */
export type ErasureGround = (typeof erasureGrounds)[number];
