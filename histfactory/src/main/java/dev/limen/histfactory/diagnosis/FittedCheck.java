package dev.limen.histfactory.diagnosis;

import java.util.List;

/** A check of what fits do. */
sealed interface FittedCheck extends Check
        permits FailedFit, FlatDirection, ParameterAtBound, PrunableSystematics, SeveralMinima {

    List<Finding> of(FittedSubject fitted);
}
