package dev.limen.app.analysis;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads analysis files and notes everything that is wrong with one before it refuses it. */
public final class AnalysisFile {

    private AnalysisFile() {}

    /**
     * Reads an analysis from a YAML file in UTF-8.
     *
     * @throws AnalysisFileException if the file cannot be read, is no YAML, or declares an analysis that cannot be run
     */
    public static Analysis read(Path file) {
        try {
            return parse(file, Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw unreadable(file, "There is no such file.");
        } catch (CharacterCodingException encoding) {
            throw unreadable(file, "The file is not UTF-8 text; convert it, for instance with iconv.");
        } catch (IOException error) {
            throw unreadable(file, "The file cannot be read: " + error + ".");
        }
    }

    /**
     * Reads an analysis from text.
     *
     * @param file what error messages call it
     * @throws AnalysisFileException if the text is no YAML or declares an analysis that cannot be run
     */
    public static Analysis parse(Path file, String yaml) {
        List<Problem> problems = new ArrayList<>();
        Optional<Analysis> analysis = new Value(compose(file, yaml), "", problems)
                .section(Keys.ANALYSIS)
                .map(root -> new AnalysisReader(root).read());
        if (!problems.isEmpty() || analysis.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
            throw new AnalysisFileException(file, problems);
        }
        return analysis.get();
    }

    private static Node compose(Path file, String yaml) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root == null) {
                throw unreadable(file, "The file is empty.");
            }
            return root;
        } catch (MarkedYAMLException error) {
            Mark mark = error.getProblemMark();
            throw new AnalysisFileException(
                    file,
                    List.of(new Problem(
                            "", mark.getLine() + 1, mark.getColumn() + 1, "Not YAML: " + error.getProblem() + ".")));
        } catch (YAMLException error) {
            throw unreadable(file, "Not YAML: " + error.getMessage() + ".");
        }
    }

    private static AnalysisFileException unreadable(Path file, String message) {
        return new AnalysisFileException(file, List.of(new Problem("", 1, 1, message)));
    }
}
