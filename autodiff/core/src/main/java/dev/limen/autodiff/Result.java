package dev.limen.autodiff;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What one run of a program gave: the outputs and the certificates of what was solved on the way. */
public final class Result {
    private final Program program;
    private final List<Tensor> inputs;
    private final RunState.Outcome outcome;
    private final Dependencies dependencies;

    Result(Program program, List<Tensor> inputs, RunState.Outcome outcome, Dependencies dependencies) {
        this.program = program;
        this.inputs = inputs;
        this.outcome = outcome;
        this.dependencies = dependencies;
    }

    /**
     * An output.
     *
     * @throws NotConvergedException if a solver that it depends on failed, in any batch lane
     */
    public Tensor output(int index) {
        for (Certified certified : outcome.certified()) {
            if (!dependencies.needs(index, certified.step())) {
                continue;
            }
            for (int lane = 0; lane < certified.lanes().size(); lane++) {
                Certificate certificate = certified.lanes().get(lane);
                if (!certificate.converged()) {
                    throw new NotConvergedException(
                            "output " + index + " depends on "
                                    + certified.step().primitive().name() + " (lane " + lane + " of "
                                    + certified.lanes().size() + "), which did not converge: " + certificate.message(),
                            certificate);
                }
            }
        }
        return unchecked(index);
    }

    /**
     * All outputs.
     *
     * @throws NotConvergedException if a solver that one of them depends on failed, in any batch lane
     */
    public List<Tensor> outputs() {
        return IntStream.range(0, outcome.outputs().size())
                .mapToObj(this::output)
                .toList();
    }

    /** An output whatever the certificates say; lanes that failed are NaN. */
    public Tensor unchecked(int index) {
        return outcome.outputs().get(index);
    }

    /** The certificates of all solvers in the program, in the order they ran, each with one for every batch lane. */
    public List<Certificate> certificates() {
        return outcome.certified().stream()
                .flatMap(certified -> certified.lanes().stream())
                .toList();
    }

    /** The certificates of the solvers that an output depends on. */
    public List<Certificate> certificates(int index) {
        return outcome.certified().stream()
                .filter(certified -> dependencies.needs(index, certified.step()))
                .flatMap(certified -> certified.lanes().stream())
                .toList();
    }

    /**
     * The first step that made a NaN from inputs without one, or the first input that holds one; empty if there is
     * none. The program is run again to find it.
     */
    public Optional<String> nanOrigin() {
        return program.nanOrigin(inputs);
    }
}
