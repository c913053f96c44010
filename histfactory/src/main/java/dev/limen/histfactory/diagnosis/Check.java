package dev.limen.histfactory.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/** One thing that is looked for in a workspace; its findings bear its name. */
sealed interface Check permits StaticCheck, FittedCheck {

    /** The kind of its findings, as {@code empty-bin}. */
    String id();

    /** Checks without a fit, in the order of their findings. */
    static List<StaticCheck> withoutFits() {
        return List.of(
                new MissingPoi(),
                new PoiBounds(),
                new ChannelWithoutObservation(),
                new ObservationWithoutChannel(),
                new UnusedConfiguration(),
                new EmptyBin(),
                new NegativeRate(),
                new FewEvents(),
                new RateWithoutUncertainty(),
                new UncertaintyWithoutRate(),
                new LargeUncertainty(),
                new NegativeUncertainty(),
                new SharedBins(),
                new HugeVariation(),
                new OneSidedVariation(),
                new NoVariation());
    }

    /** Checks of fits, in the order of their findings. */
    static List<FittedCheck> ofFits() {
        return List.of(
                new FailedFit(),
                new FlatDirection(),
                new ParameterAtBound(),
                new SeveralMinima(),
                new PrunableSystematics());
    }

    /** The kinds of all findings there are. */
    static List<String> ids() {
        return Stream.of(
                        Stream.of(Reading.REFUSED, TreeFindings.NOT_POSITIVE),
                        withoutFits().stream().map(Check::id),
                        ofFits().stream().map(Check::id))
                .flatMap(ids -> ids)
                .toList();
    }
}
