package dev.limen.app.command;

import dev.limen.histfactory.Interpolation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a workspace's variations are interpolated. */
final class InterpolationOptions {

    /** Reads a pair of codes from the command line. */
    static final class Converter implements ITypeConverter<Interpolation> {
        @Override
        public Interpolation convert(String text) {
            try {
                return Interpolation.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Option(
            names = "--interpolation",
            paramLabel = "CODES",
            defaultValue = "code4_code4p",
            converter = Converter.class,
            description =
                    "pyhf's codes of normsys (code1, code4) and of histosys (code0, code2, code4p), as code1_code0;"
                            + " default ${DEFAULT-VALUE}.")
    private Interpolation interpolation = Interpolation.STANDARD;

    @Option(
            names = "--pyhf-exact",
            description = "Give pyhf's number where pyhf is mistaken (docs/differences-from-pyhf.md): its code2 jumps"
                    + " beyond one standard deviation.")
    private boolean pyhfExact;

    Interpolation chosen() {
        return pyhfExact ? interpolation.pyhfExact() : interpolation;
    }
}
