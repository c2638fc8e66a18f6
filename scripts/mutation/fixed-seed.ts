import fc from "fast-check";

// The same examples for every mutant and every time, so that a score does not depend on luck; fewer of them, since a mutant
// is rarely wrong in one case of a hundred; and no search for a smaller counterexample, since nobody reads it.
fc.configureGlobal({ seed: 20_240_310, numRuns: 30, endOnFailure: true });
