package dev.limen.app.analysis;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** An analysis file that cannot be run, with all its problems in the order of their lines. */
public final class AnalysisFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    AnalysisFileException(Path file, List<Problem> problems) {
        super(text(file, problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of lines. */
    public List<Problem> problems() {
        return problems;
    }

    private static String text(Path file, List<Problem> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .map(problem -> "  " + file + ":" + problem.line() + ":" + problem.column() + ": "
                        + (problem.pointer().isEmpty() ? "" : problem.pointer() + ": ") + problem.message())
                .collect(Collectors.joining("\n", "The analysis file has " + count + ":\n", ""));
    }
}
