package dev.limen.app.command;

import dev.limen.histfactory.Interpolation;
import dev.limen.histfactory.hs3.Hs3Conversion;
import dev.limen.histfactory.hs3.Hs3Document;
import dev.limen.histfactory.hs3.ShapeSysValues;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Makes a workspace of an HS3 document. */
@Command(
        name = "hs3",
        header = "Makes a workspace of the HistFactory distributions of an HS3 document.",
        description = "What was decided on the way is told on standard error (docs/hs3.md).",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  limen hs3 model.hs3.json --shapesys tau --output-file workspace-of-hs3.json"})
final class Hs3Command implements Callable<Integer> {

    /** Reads the meaning of a shapesys' numbers. */
    static final class Meaning implements ITypeConverter<ShapeSysValues> {
        @Override
        public ShapeSysValues convert(String text) {
            return ShapeSysValues.bySpelling(text)
                    .orElseThrow(() -> new TypeConversionException("expected "
                            + String.join(" or ", ShapeSysValues.spellings()) + ", but found '" + text + "'"));
        }
    }

    private final Streams streams;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DOCUMENT",
            defaultValue = DocumentFile.STANDARD_INPUT,
            description = "HS3 document in JSON; - or none reads standard input.")
    private String file = DocumentFile.STANDARD_INPUT;

    @Option(
            names = "--analysis",
            paramLabel = "NAME",
            description =
                    "The analysis to take, or the likelihood of a document without analyses; the first by default.")
    private Optional<String> analysis = Optional.empty();

    @Option(
            names = "--poi",
            paramLabel = "PARAMETER",
            description = "The parameter of interest; the first that the analysis names by default.")
    private Optional<String> poi = Optional.empty();

    @Option(
            names = "--shapesys",
            paramLabel = "MEANING",
            converter = Meaning.class,
            description =
                    "What the numbers 'vals' of a shapesys with Poisson constraint are: relative (ROOT), tau (its first"
                            + " versions), root-of-tau (text of the standard) or absolute (pyhs3).")
    private Optional<ShapeSysValues> shapeSys = Optional.empty();

    @Mixin
    private OutputFile output = new OutputFile();

    Hs3Command(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        Hs3Document read = new DocumentFile(file).hs3();
        Hs3Document meant = shapeSys.map(read::with).orElse(read);
        Hs3Document document = poi.map(meant::withPoi).orElse(meant);
        Hs3Conversion conversion = analysis.map(document::workspace).orElseGet(document::workspace);
        conversion.notes().forEach(note -> streams.messages().println("limen: " + note + "."));
        if (!conversion.interpolation().equals(Interpolation.STANDARD)) {
            streams.messages()
                    .println("limen: the variations are interpolated by other codes than usual: give every command"
                            + " --interpolation " + conversion.interpolation() + ".");
        }
        output.write(streams, conversion.workspace().toSortedJson());
        return ExitCode.COMPUTED.code();
    }
}
