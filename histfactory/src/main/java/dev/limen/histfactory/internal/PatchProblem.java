package dev.limen.histfactory.internal;

/** Why a patch operation cannot be read or applied; whoever catches it knows which operation it was. */
public final class PatchProblem extends Exception {
    private static final long serialVersionUID = 1L;

    /** Names the problem. */
    public PatchProblem(String problem) {
        super(problem);
    }
}
