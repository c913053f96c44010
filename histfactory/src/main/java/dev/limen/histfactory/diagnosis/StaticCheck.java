package dev.limen.histfactory.diagnosis;

import java.util.List;

/** A check that fits nothing. */
sealed interface StaticCheck extends Check
        permits ChannelWithoutObservation,
                EmptyBin,
                FewEvents,
                HugeVariation,
                LargeUncertainty,
                MissingPoi,
                NegativeRate,
                NegativeUncertainty,
                NoVariation,
                ObservationWithoutChannel,
                OneSidedVariation,
                PoiBounds,
                RateWithoutUncertainty,
                SharedBins,
                UncertaintyWithoutRate,
                UnusedConfiguration {

    List<Finding> of(Subject subject);
}
